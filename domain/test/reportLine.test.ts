import { expect, it } from 'vitest'
import { reportLine } from './reportLine'
import { failedReport, warnedReport } from './reports.fixture'

it('says in one line how a test went', () => {
  expect(reportLine(failedReport)).toBe('Failed in 12 ms at Network, 1 stage not reached')
  const place = { tables: 39, arn: 'arn:aws:sts::111122223333:assumed-role/Reader/nightly' }
  expect(reportLine({ ...warnedReport, place })).toBe('Passed in 12 ms, 2 stages, 39 tables listed as Reader')
})
