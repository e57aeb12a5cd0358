import { describe, expect, it } from 'vitest'
import { testFailureCodes } from '../failure'
import { actionsFor, shortCause } from './remedies'

describe('from a cause to what is done about it', () => {
  it('has at least one action for every cause but fields that are missing, which are named one by one', () => {
    const without = testFailureCodes.filter((code) => actionsFor(code).length === 0)
    expect(without).toEqual(['settingsIncomplete'])
  })

  it('names each cause in at most six words, so that a row of the list holds it', () => {
    const long = testFailureCodes.map(shortCause).filter((words) => words.split(' ').length > 6)
    expect(long).toEqual([])
  })

  it('offers nothing for a failure that no test reports', () => {
    expect(actionsFor('fileNotWritten')).toEqual([])
  })
})
