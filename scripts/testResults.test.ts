import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { countEndToEndTests, countUnitTests } from './testResults.mjs'

const folder = mkdtempSync(join(tmpdir(), 'test-results-'))
afterAll(() => rmSync(folder, { recursive: true }))

function report(content: unknown): string {
  const file = join(folder, 'report.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}

const nowhere = join(folder, 'nowhere.json')
const oneFailed = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] }
const notRun = { status: 'failed', assertionResults: [] }

test('unit tests are counted as Vitest counts them, tests still to be written among the skipped', () => {
  const content = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [oneFailed],
  }
  expect(countUnitTests(report(content), 1)).toEqual({ passed: 5, failed: 1, skipped: 3 })
})

test('a unit test file that could not be run is one failure more', () => {
  const content = { numPassedTests: 5, numFailedTests: 1, testResults: [oneFailed, notRun] }
  expect(countUnitTests(report(content), 1)).toEqual({ passed: 5, failed: 2, skipped: 0 })
})

test('end-to-end tests that passed on a second try have passed', () => {
  const content = { stats: { expected: 3, flaky: 1, unexpected: 2, skipped: 4 } }
  expect(countEndToEndTests(report(content), 1)).toEqual({ passed: 4, failed: 2, skipped: 4 })
})

test('a run that went wrong without a failed test has failed once', () => {
  const passed = { stats: { expected: 3, flaky: 0, unexpected: 0, skipped: 0 } }
  expect(countEndToEndTests(report(passed), 1)).toEqual({ passed: 3, failed: 1, skipped: 0 })
  expect(countUnitTests(report({ numPassedTests: 2, testResults: [] }), 1)).toEqual({
    passed: 2,
    failed: 1,
    skipped: 0,
  })
})

test('a runner that died before it wrote a report has failed once', () => {
  expect(countUnitTests(nowhere, 137)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  expect(countEndToEndTests(nowhere, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})
