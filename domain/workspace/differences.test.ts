import { expect, it } from 'vitest'
import { blankConnection } from '../connection/connection'
import { differences } from './differences'
import { blankWorkspace } from './workspace'
import type { Workspace } from './workspace'

const workspace: Workspace = {
  ...blankWorkspace(),
  name: 'Orders',
  tags: ['qa'],
  source: { ...blankConnection(), region: 'eu-west-1', roleArn: 'arn:aws:iam::111122223333:role/Reader' },
}

it('two equal contents differ nowhere', () => {
  expect(differences(workspace, { ...workspace })).toEqual([])
})

it('names what differs in the header and in the fields of each side, with both values', () => {
  const theirs = {
    ...workspace,
    name: 'Orders, nightly',
    tags: ['qa', 'nightly'],
    destination: { ...workspace.destination, region: 'us-east-1' },
  }
  expect(differences(workspace, theirs)).toEqual([
    { where: 'Name', mine: 'Orders', theirs: 'Orders, nightly' },
    { where: 'Tags', mine: 'qa', theirs: 'qa, nightly' },
    { where: 'Destination: AWS Region', mine: '', theirs: 'us-east-1' },
  ])
})

it('names another kind of connection, and leaves out what neither uses', () => {
  const local = {
    ...workspace.source,
    useLocal: true,
    server: 'localhost',
    port: '8001',
    accessKey: 'left over',
  }
  expect(differences(workspace, { ...workspace, source: local }).map(({ where }) => where)).toEqual([
    'Source: Connection',
    'Source: Role ARN',
    'Source: Duration (in seconds)',
    'Source: AWS Region',
    'Source: Server',
    'Source: Port',
    'Source: Local Access Key',
    'Source: Local Region',
  ])
})
