import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ConnectionForm } from '../../domain/connection/connection'
import { reportAsText } from '../../domain/test/reportToShare'
import { startAwsDouble } from '../../test-support/aws/awsDouble'
import type { AwsDouble } from '../../test-support/aws/awsDouble'
import { ANALYTICS_ACCOUNT, STAGING_ACCOUNT, makeWorld } from '../../test-support/aws/world'
import {
  endOf,
  endpointsAt,
  environmentForm,
  keyForm,
  roleForm,
  runTest,
  stageOf,
  typed,
} from './testing/testHarness'

const world = makeWorld()
let aws: AwsDouble
beforeAll(async () => {
  aws = await startAwsDouble({ accounts: world.accounts })
})
afterAll(() => aws.stop())

const { operator, analyst, reader } = world
const environment = () => ({
  ...endpointsAt(aws.url),
  TONIC_AWS_ACCESS_KEY_ID: operator.keyId,
  TONIC_AWS_SECRET_ACCESS_KEY: operator.secret,
})
const run = (source: ConnectionForm, more: Parameters<typeof runTest>[0] = {}) =>
  runTest({ source, environment: environment(), ...more })

const elsewhere = '777788889999'

it('fails the identity stage in another account, naming both, and sends DynamoDB nothing', async () => {
  aws.requests.length = 0
  const report = await run({ ...environmentForm(), expectedAccount: elsewhere })
  expect(endOf(report)).toEqual({
    stage: 'identity',
    code: 'accountUnexpected',
    message: `This is account ${STAGING_ACCOUNT}, but account ${elsewhere} is expected.`,
    remedy: `Enter the role or the access keys of account ${elsewhere}, or change Expected account under Advanced.`,
    detail: { caller: operator.arn },
  })
  expect(aws.requests.map(({ action }) => action)).toEqual(['GetCallerIdentity'])
  expect(reportAsText(report, 'Orders')).toContain(STAGING_ACCOUNT)
})

it('keeps the account that was reached as evidence for the pair rule', async () => {
  const { place } = await run({ ...environmentForm(), expectedAccount: elsewhere })
  expect(place).toMatchObject({ account: STAGING_ACCOUNT, partition: 'aws', arn: operator.arn })
})

it('passes a test that lands where it is expected: the account of the role, not that of its base keys', async () => {
  const report = await run(roleForm(reader.arn, { expectedAccount: ` ${ANALYTICS_ACCOUNT} ` }))
  expect(report.outcome).toBe('passed')
  expect(stageOf(report, 'identity').text).toMatch(new RegExp(`^Account ${ANALYTICS_ACCOUNT},`))
})

it('fails keys whose own number says otherwise only once AWS has said so', async () => {
  const report = await run(
    { ...keyForm(analyst.keyId), expectedAccount: elsewhere },
    { secretKey: typed(analyst.secret) },
  )
  expect(endOf(report)).toMatchObject({ stage: 'identity', code: 'accountUnexpected' })
})

it('sends nothing when the role is of another account', async () => {
  aws.requests.length = 0
  const report = await run(roleForm(reader.arn, { expectedAccount: elsewhere }))
  expect(endOf(report)).toMatchObject({ stage: 'settings', code: 'settingsIncomplete' })
  expect(aws.requests).toEqual([])
})
