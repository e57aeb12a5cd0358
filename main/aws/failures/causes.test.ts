import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { failureCodes } from '../../../domain/failure'
import { causesBySubject, describeCause } from './causes'
import type { CauseCode } from './causes'
import type { Cause } from './causes/cause'

const causes = Object.values(causesBySubject).flatMap((subject) => Object.entries<Cause>(subject))
const codes = causes.map(([code]) => code)

/** Told by the words of their stage in every other test of the pair rule, and not by a table. */
const elsewhere = ['sameAccount', 'sameInstance', 'deadline', 'unexpected', 'clockOff']

describe('the causes', () => {
  it('are each in the closed list, once', () => {
    expect(new Set(codes).size).toBe(codes.length)
    expect(failureCodes).toEqual(expect.arrayContaining(codes))
  })

  it.each(causes)(
    '%s has sentences that end, and values with names',
    (_code, { sentence, remedy, remedies, detectedBy }) => {
      for (const text of [sentence, remedy, ...Object.values(remedies ?? {})]) {
        expect(text).toMatch(/^[A-Z{][^]*[.}]$/)
        expect(text.replace(/\{[a-zA-Z]+\}/g, 'x')).not.toMatch(/[{}]| {2}|\.\./)
      }
      expect(detectedBy).not.toMatch(/\.$/)
    },
  )

  it('have different sentences', () => {
    expect(new Set(causes.map(([, { sentence }]) => sentence)).size).toBe(causes.length)
  })

  it('are each brought about by a test', () => {
    const folder = join(import.meta.dirname, '..')
    const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts') && !file.endsWith('causes.test.ts'))
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n')
    expect(codes.filter((code) => !elsewhere.includes(code) && !tests.includes(`'${code}'`))).toEqual([])
  })
})

describe('describeCause', () => {
  it('fills values in, and chooses the remedy', () => {
    expect(describeCause('nothingListens', { host: 'db:8000' }, 'local')).toEqual({
      code: 'nothingListens',
      message: 'Nothing listens at db:8000.',
      remedy: 'Start DynamoDB there, or correct Server and Port.',
    })
    expect(describeCause('nothingListens', { host: 'db:8000' }).remedy).toMatch(/^Check that no firewall/)
  })

  it('leaves the usual remedy where a cause has no other', () => {
    const code: CauseCode = 'secretWrong'
    expect(describeCause(code, {}, 'local')).toEqual(describeCause(code))
  })
})
