import { expect, it } from 'vitest'
import { accountSeen, accountsSeen } from './accountsSeen'
import { blankConnection } from '../connection/connection'
import type { BothSides } from '../side'
import { failedReport } from '../test/reports.fixture'
import type { TestReport } from '../test/testReport'
import { blankWorkspace } from '../workspace/workspace'
import type { Workspace } from '../workspace/workspace'

const none = { source: [], destination: [] }
/** A workspace as the book sees it. */
const seenIn = (workspace: Workspace, reports: BothSides<TestReport[]> = none) => ({
  title: workspace.name,
  accounts: {
    source: accountSeen(workspace.source, reports.source),
    destination: accountSeen(workspace.destination, reports.destination),
  },
})
const blank = blankConnection()
const orders: Workspace = {
  ...blankWorkspace(),
  name: 'Orders',
  source: { ...blank, roleArn: 'arn:aws-cn:iam::111122223333:role/Reader' },
  destination: {
    ...blank,
    way: 'userCredentials',
    accessKey: 'AKIARTX3GSDSQEXAMPLE',
    region: 'us-gov-west-1',
  },
}

it('are listed once, with the partition and the first place that shows them', () => {
  const twice = [seenIn(orders), seenIn({ ...orders, name: 'Again' })]
  expect(accountsSeen(twice, [])).toEqual([
    { account: '111122223333', partition: 'aws-cn', where: 'role of “Orders”, source' },
    { account: '111122223333', partition: 'aws-us-gov', where: 'access key of “Orders”, destination' },
  ])
})

it('are not listed when the book has them', () => {
  const book = [
    { account: '111122223333', partition: 'aws-cn', name: 'china', colour: 'red' },
    { account: '111122223333', partition: 'aws-us-gov', name: 'gov', colour: 'blue' },
  ] as const
  expect(accountsSeen([seenIn(orders)], book)).toEqual([])
})

it('are read from tests if the form does not show them', () => {
  const workspace: Workspace = { ...blankWorkspace(), name: 'Env', source: { ...blank, way: 'environment' } }
  const report = { ...failedReport, place: { account: '444455556666', partition: 'aws' } }
  expect(accountsSeen([seenIn(workspace, { ...none, source: [report] })], [])).toEqual([
    { account: '444455556666', partition: 'aws', where: 'test of “Env”, source' },
  ])
})

it('are none in local instances', () => {
  const workspace = { ...orders, source: { ...orders.source, useLocal: true }, destination: blank }
  expect(accountsSeen([seenIn(workspace)], [])).toEqual([])
})
