import { describe, expect, it } from 'vitest'
import type { Failure } from '../failure'
import { failedReport, warnedReport } from './reports.fixture'
import { resultsAsJson } from '../commandLine/resultsJson'
import { resultsAsJunit } from '../commandLine/resultsJunit'
import { resultsAsTable } from '../commandLine/resultsTable'
import type { SideEnd } from './testMany'
import { countEnds, exitCodeOf } from './testResults'
import type { TestResults } from './testResults'

const tested = (report = warnedReport): SideEnd => ({ kind: 'tested', report })
const passed = tested()
const failed = tested(failedReport)
const waits: Failure = {
  code: 'settingsIncomplete',
  message: 'Fill in Role ARN to test.',
  remedy: 'Fill it in.',
}
const notTested: SideEnd = { kind: 'notTested', failure: waits }
const failedWith = (failure: Partial<Failure>): SideEnd =>
  tested({
    ...failedReport,
    stages: [{ name: 'credentials', status: 'failed', text: '', failure: { ...waits, ...failure } }],
  })

const results = (...pairs: [SideEnd, SideEnd, string?][]): TestResults => ({
  startedAt: '2026-11-22T10:00:00.000Z',
  ms: 1234,
  workspaces: pairs.map(([source, destination, name = 'Orders'], index) => ({
    id: `00000000-0000-4000-8000-00000000000${index}`,
    name,
    tags: ['nightly'],
    source,
    destination,
  })),
  unreadable: [],
})

describe('the exit code', () => {
  const locked = failedWith({ code: 'keychainUnreadable' })
  it.each<[string, number, TestResults]>([
    ['all passed', 0, results([passed, passed], [passed, passed])],
    ['one failed', 1, results([passed, passed], [passed, failed])],
    ['fields to fill in', 2, results([passed, notTested])],
    ['the keychain returns nothing', 2, results([locked, passed])],
    ['the keychain waits', 2, results([failedWith({ code: 'keychainWaiting' }), passed])],
    ['a failure beside what could not be tested', 1, results([failed, notTested], [locked, passed])],
    ['cancelled', 2, results([tested({ ...warnedReport, outcome: 'cancelled' }), passed])],
    ['nothing', 2, results()],
    [
      'a file that cannot be read',
      2,
      { ...results([passed, passed]), unreadable: [{ file: 'f', reason: 'r' }] },
    ],
  ])('%s: %i', (_name, code, of) => {
    expect(exitCodeOf(of)).toBe(code)
  })
})

describe('JSON', () => {
  it('holds outcome, cause, warnings, stages and counts', () => {
    const json = JSON.parse(resultsAsJson(results([passed, failed], [notTested, passed])))
    expect(json).toMatchObject({
      format: 'dynamodb-workspaces-test-results',
      version: 1,
      summary: { workspaces: 2, passed: 2, failed: 1, cancelled: 0, notTested: 1 },
      workspaces: [
        {
          name: 'Orders',
          tags: ['nightly'],
          source: { outcome: 'passed', warnings: [{ code: 'sameInstance' }] },
          destination: {
            outcome: 'failed',
            ms: 12.4,
            cause: { code: 'nothingListens', message: 'Nothing listens on localhost, port 8000.' },
            stages: expect.arrayContaining([{ name: 'network', status: 'failed', ms: 11 }]),
          },
        },
        { source: { outcome: 'notTested', cause: waits } },
      ],
      unreadable: [],
    })
  })

  it('stays JSON whatever is cut out of its texts', () => {
    const token = 'A1'.repeat(80)
    const failed = failedWith({ message: `Said:\n${token}\\${token} Signature=abc` })
    const text = resultsAsJson(results([failed, passed, `name "x" \n${token}`]))
    expect(JSON.parse(text).workspaces[0].source.cause.message).toBe('Said:\n…\\… Signature=…')
    expect(text).not.toContain(token)
  })
})

describe('the table', () => {
  it('has a line for each side, cause and remedy of what did not pass, and the counts', () => {
    expect(resultsAsTable(results([passed, failed], [notTested, passed, 'A longer name']))).toBe(
      [
        'Orders         source       passed         12 ms',
        '               destination  FAILED         12 ms',
        '    Nothing listens on localhost, port 8000.',
        '    Start DynamoDB there.',
        'A longer name  source       NOT TESTED',
        '    Fill in Role ARN to test.',
        '    Fill it in.',
        '               destination  passed         12 ms',
        '2 workspaces: 2 passed, 1 failed, 1 not tested.',
        '',
      ].join('\n'),
    )
  })

  it('removes terminal control characters', () => {
    const text = resultsAsTable(
      results([passed, failedWith({ message: 'a\u001b]0;b\u0007' }), 'x\u001b[31m\ry']),
    )
    expect(text).not.toMatch(/[^\P{Cc}\n]/u)
  })
})

describe('JUnit', () => {
  it('has a suite for each workspace, failures, and errors for what could not be tested', () => {
    const of = {
      ...results([passed, failed], [notTested, passed]),
      unreadable: [{ file: 'f.json', reason: 'Cut.' }],
    }
    expect(resultsAsJunit(of).replaceAll('><', '>\n<')).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="DynamoDB Workspaces" tests="5" failures="1" errors="2" time="1.234">
      <testsuite name="Orders" id="00000000-0000-4000-8000-000000000000" tests="2" failures="1" errors="0">
      <testcase name="source" classname="Orders" time="0.012"/>
      <testcase name="destination" classname="Orders" time="0.012">
      <failure type="nothingListens" message="Nothing listens on localhost, port 8000.">Start DynamoDB there.</failure>
      </testcase>
      </testsuite>
      <testsuite name="Orders" id="00000000-0000-4000-8000-000000000001" tests="2" failures="0" errors="1">
      <testcase name="source" classname="Orders">
      <error type="settingsIncomplete" message="Fill in Role ARN to test.">Fill it in.</error>
      </testcase>
      <testcase name="destination" classname="Orders" time="0.012"/>
      </testsuite>
      <testsuite name="Files" tests="1" failures="0" errors="1">
      <testcase name="f.json" classname="Files">
      <error type="fileNotRead" message="Cut."/>
      </testcase>
      </testsuite>
      </testsuites>
      "
    `)
  })

  it('escapes what XML knows, replaces what it cannot hold, and cuts out what looks secret', () => {
    const token = 'B2'.repeat(80)
    const hostile = `<![CDATA[ ]]> & "q" 'a' \u0000\u001b\ufffe\ud800 😀 AKIAIOSFODNN7EXAMPLE ${token}`
    const xml = resultsAsJunit(results([passed, failedWith({ message: hostile, remedy: hostile }), hostile]))
    const escaped = '&lt;![CDATA[ ]]&gt; &amp; &quot;q&quot; &apos;a&apos; ���� 😀 AKIA…MPLE …'
    expect(xml).toContain(`<testsuite name="${escaped}"`)
    expect(xml).toContain(`message="${escaped}">${escaped}</failure>`)
    expect(xml).not.toContain(token)
  })
})

it('counts sides', () => {
  expect(countEnds(results([passed, failed], [notTested, passed]))).toEqual({
    passed: 2,
    failed: 1,
    cancelled: 0,
    notTested: 1,
  })
})
