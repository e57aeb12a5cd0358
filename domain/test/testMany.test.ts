import { describe, expect, it } from 'vitest'
import { waitsForFields } from '../connection/connectionRules'
import { failedReport, warnedReport } from './reports.fixture'
import {
  boardAsText,
  boardHeadline,
  boardSideOf,
  causeOfRow,
  isDone,
  msOfRow,
  outcomeOfRow,
} from './testMany'
import type { BoardRow, BoardSide } from './testMany'

const passed: BoardSide = { outcome: 'passed', ms: 10 }
const failed: BoardSide = { outcome: 'failed', ms: 5, cause: 'Nothing listens.' }
const waits: BoardSide = { outcome: 'notTested', cause: 'Fill in Role ARN to test.' }
const row = (source: BoardSide, destination: BoardSide, name = 'Orders'): BoardRow => ({
  id: name,
  name,
  source,
  destination,
})

describe('one side', () => {
  const of = { id: 'id', side: 'source' } as const

  it('shows outcome, time and cause of a report', () => {
    expect(boardSideOf({ ...of, kind: 'tested', report: failedReport })).toEqual({
      outcome: 'failed',
      ms: 12.4,
      cause: 'Nothing listens on localhost, port 8000.',
    })
    expect(boardSideOf({ ...of, kind: 'tested', report: warnedReport })).toEqual({
      outcome: 'passed',
      ms: 12.4,
    })
  })

  it('shows why it was not tested', () => {
    const failure = waitsForFields([
      { field: 'roleArn', kind: 'missing', sentence: 'Enter it.' },
      { field: 'region', kind: 'missing', sentence: 'Choose it.' },
    ])
    expect(boardSideOf({ ...of, kind: 'notTested', failure })).toEqual({
      outcome: 'notTested',
      cause: 'Fill in Role ARN and AWS Region to test.',
    })
  })
})

describe('a row', () => {
  it('has the state of its worse side, and has ended when both sides have', () => {
    expect(outcomeOfRow(row(passed, passed))).toBe('passed')
    expect(outcomeOfRow(row(passed, failed))).toBe('failed')
    expect(outcomeOfRow(row(waits, failed))).toBe('failed')
    expect(outcomeOfRow(row(passed, waits))).toBe('notTested')
    expect(outcomeOfRow(row(passed, { outcome: 'waiting' }))).toBe('waiting')
    expect(isDone(row(passed, waits))).toBe(true)
    expect(isDone(row(failed, { outcome: 'running' }))).toBe(false)
  })

  it('shows the graver cause, with its side, and the time of both', () => {
    expect(causeOfRow(row(waits, failed))).toEqual({ side: 'destination', cause: 'Nothing listens.' })
    expect(causeOfRow(row(failed, failed))).toEqual({ side: 'source', cause: 'Nothing listens.' })
    expect(causeOfRow(row(passed, passed))).toBeUndefined()
    expect(msOfRow(row(passed, failed))).toBe(15)
    expect(msOfRow(row(waits, waits))).toBeUndefined()
  })
})

describe('the board', () => {
  const rows = [
    row(passed, passed),
    row(passed, failed),
    row(waits, waits),
    row(passed, { outcome: 'running' }),
  ]

  it('counts workspaces, and names what is out of the ordinary', () => {
    expect(boardHeadline(rows.slice(0, 2))).toBe('2 of 2 tested, 1 failed')
    expect(boardHeadline(rows)).toBe('2 of 4 tested, 1 failed, 1 not tested')
    expect(boardHeadline([row(failed, { outcome: 'running' })])).toBe('0 of 1 tested, 0 failed')
    expect(boardHeadline([row(passed, { outcome: 'cancelled' })])).toBe(
      '0 of 1 tested, 0 failed, 1 cancelled',
    )
  })

  it('is copied as lines with tabs, key IDs shortened', () => {
    const named = row(passed, { ...failed, cause: 'Key AKIAIOSFODNN7EXAMPLE\nis unknown.' }, 'A\tB')
    const text = boardAsText([named])
    expect(text).toBe(
      '1 of 1 tested, 1 failed\nWorkspace\tSource\tDestination\tCause\tTime\n' +
        'A B\tPassed\tFailed\tDestination: Key AKIA…MPLE is unknown.\t15 ms\n',
    )
  })
})
