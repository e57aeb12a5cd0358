import { describe, expect, it } from 'vitest'
import { blankConnection } from '../../domain/connection/connection'
import { warnedReport } from '../../domain/test/reports.fixture'
import type { Place, TestReport } from '../../domain/test/testReport'
import { isReusable, reuseReport } from './reusedReport'
import { localForm, roleForm } from './testing/testHarness'

const roleIn = (account: string) => roleForm(`arn:aws:iam::${account}:role/Reader`)
const place: Place = { account: '111122223333', partition: 'aws', host: 'dynamodb.test:443' }
const report: TestReport = {
  ...warnedReport,
  place,
  stages: [
    { name: 'settings', status: 'passed', text: 'Region eu-west-1', ms: 1 },
    { name: 'dynamodb', status: 'passed', text: '3 tables', ms: 9 },
    { name: 'pairRule', status: 'passed', text: 'Different', ms: 2 },
  ],
}
const share = (side: 'source' | 'destination', other: string, of = report): TestReport => {
  const own = roleIn('111122223333')
  const forms =
    side === 'source'
      ? { source: own, destination: roleIn(other) }
      : { source: roleIn(other), destination: own }
  const machine = { names: [], addresses: [] }
  return reuseReport(of, {
    side,
    forms,
    machine,
    otherPlace: undefined,
    runId: 'mine',
    testedWith: 'Orders, source',
  })
}

describe('a report of an equal connection', () => {
  it('is the side’s own, and says whose test it was', () => {
    const shared = share('destination', '444455556666')
    expect(shared).toMatchObject({
      runId: 'mine',
      side: 'destination',
      outcome: 'passed',
      place,
      ms: report.ms,
    })
    expect(shared.stages[0]?.text).toBe(
      'Region eu-west-1. Equal connections are tested once: Orders, source.',
    )
    expect(report.stages[0]?.text).toBe('Region eu-west-1')
  })

  it('has the pair rule judged anew: it binds the destination, and warns the source', () => {
    expect(share('destination', '444455556666').stages.at(-1)).toMatchObject({ status: 'passed', ms: 2 })
    expect(share('destination', '111122223333')).toMatchObject({
      outcome: 'failed',
      stages: [{}, {}, { status: 'failed', failure: { code: 'sameAccount' } }],
    })
    expect(share('source', '111122223333')).toMatchObject({
      outcome: 'passed',
      stages: [{}, {}, { status: 'warned', warning: { code: 'sameAccount' } }],
    })
  })

  it('passes where the first one failed by the pair rule alone', () => {
    const first = share('destination', '111122223333')
    expect(share('destination', '444455556666', first)).toMatchObject({ outcome: 'passed' })
  })

  it('ends where the first one ended', () => {
    const stages = report.stages.map((stage) => ({ ...stage, status: 'notReached' as const }))
    const first = { ...report, outcome: 'failed' as const, stages }
    expect(share('destination', '111122223333', first).stages.at(-1)?.status).toBe('notReached')
  })
})

it('is reusable unless two local instances have to be compared', () => {
  const [local, cloud] = [localForm(8000), blankConnection()]
  expect(isReusable({ side: 'source', forms: { source: cloud, destination: cloud } })).toBe(true)
  expect(isReusable({ side: 'source', forms: { source: local, destination: cloud } })).toBe(true)
  expect(isReusable({ side: 'destination', forms: { source: local, destination: local } })).toBe(false)
})
