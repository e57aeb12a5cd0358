// @ts-check
import { readFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * Counts what Vitest's JSON report holds; a file that could not be run counts as one failed, and so does a run that
 * went wrong without saying where.
 * @param {string} file
 * @param {number} exitCode
 * @returns {Counts}
 */
export function countUnitTests(file, exitCode) {
  const report = read(file)
  const broken = (report?.testResults ?? []).filter(
    (
      /** @type {{ status: string, assertionResults: Array<{ status: string }> }} */ {
        status,
        assertionResults,
      },
    ) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length
  return withExitCode(exitCode, {
    passed: report?.numPassedTests ?? 0,
    failed: (report?.numFailedTests ?? 0) + broken,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  })
}

/**
 * Counts what Playwright's JSON report holds, in the same way; a test that passed on a second try has passed.
 * @param {string} file
 * @param {number} exitCode
 * @returns {Counts}
 */
export function countEndToEndTests(file, exitCode) {
  const stats = read(file)?.stats
  return withExitCode(exitCode, {
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: stats?.unexpected ?? 0,
    skipped: stats?.skipped ?? 0,
  })
}

/**
 * @param {number} exitCode
 * @param {Counts} counts
 * @returns {Counts}
 */
function withExitCode(exitCode, counts) {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

/**
 * @param {string} file
 * @returns {any} the report, or nothing where the runner died before writing it
 */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
