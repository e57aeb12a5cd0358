import { describe, expect, it } from 'vitest'
import type { ConnectionForm } from '../../domain/connection/connection'
import { localForm, runTest, stageOf } from './testing/testHarness'
import { startHttp, startProxy } from './testing/servers'

type Tables = Record<string, string[]>

/** An instance that keeps tables apart by access key and region; answers its port and the pairs that asked. */
async function startSeparating(tables: Tables, headers: Record<string, string> = {}) {
  const asked: string[] = []
  const port = await startHttp((request, response) => {
    const [, key = '', region = ''] =
      /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? '') ?? []
    const pair = `${key} ${region}`
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const { TableName } = JSON.parse(body) as { TableName?: string }
      if (!TableName) asked.push(pair)
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
      const reply = TableName
        ? { Table: { TableName, TableId: `id of ${TableName}` } }
        : { TableNames: tables[pair] ?? [] }
      response.end(JSON.stringify(reply))
    })
  })
  return { port, asked }
}

const form = (port: number, localAccessKey: string, localRegion: string): ConnectionForm => ({
  ...localForm(port),
  localAccessKey,
  localRegion,
})

const why = 'Without -sharedDb, DynamoDB Local keeps the tables of each access key and region apart.'

describe('the access key and region of a local connection', () => {
  it('are what the instance is asked with', async () => {
    const { port, asked } = await startSeparating({ 'mine9 here': ['Customers'] })
    const report = await runTest({ source: form(port, 'mine9', 'here') })
    expect(stageOf(report, 'credentials').text).toBe(
      'Access key mine9 in region here, for local instances alone',
    )
    expect(stageOf(report, 'dynamodb').text).toBe('1 table')
    expect(asked).toEqual(['mine9 here'])
  })

  it('are named where they find no tables', async () => {
    const { port } = await startSeparating({})
    const report = await runTest({ source: form(port, 'mine9', 'here') })
    expect(report.outcome).toBe('passed')
    expect(stageOf(report, 'dynamodb').text).toBe(`No tables for access key mine9 in region here. ${why}`)
  })

  it('of other workspaces are tried if these find nothing, and what they find is reported', async () => {
    const { port, asked } = await startSeparating({
      'theirs eu-west-1': ['A', 'B', 'C'],
      'third here': ['Only'],
    })
    const other = (localAccessKey: string, localRegion: string, workspace: string) => ({
      localAccessKey,
      localRegion,
      workspace,
    })
    const report = await runTest({
      source: form(port, 'mine9', 'here'),
      localNeighbours: [
        other('mine9', 'here', 'Own'),
        other('theirs', 'eu-west-1', 'Orders'),
        other('theirs', 'eu-west-1', 'Orders again'),
        other('empty', 'here', 'Nothing'),
        other('third', 'here', 'Third'),
        ...[1, 2, 3, 4].map((at) => other(`more${at}`, 'here', 'More')),
      ],
    })
    expect(stageOf(report, 'dynamodb').text).toBe(
      `No tables for access key mine9 in region here. ${why} ` +
        '3 tables exist for access key theirs in region eu-west-1, as workspace Orders uses. ' +
        '1 table exists for access key third in region here, as workspace Third uses.',
    )
    expect(asked[0]).toBe('mine9 here')
    expect(asked.slice(1).sort()).toEqual(
      ['empty here', 'more1 here', 'more2 here', 'theirs eu-west-1', 'third here'].sort(),
    )
  })

  it('of the other side are what that is asked with, and one instance is seen through them', async () => {
    const { port, asked } = await startSeparating({ 'mine9 here': ['Orders'], 'theirs there': ['Clients'] })
    const second = await startProxy(port)
    const pair = { source: form(port, 'mine9', 'here'), destination: form(second, 'theirs', 'there') }
    const report = await runTest(pair)
    // The first two are asked at the same time.
    expect(asked.slice(0, 2).sort()).toEqual(['mine9 here', 'theirs there'])
    expect(asked.slice(2)).toEqual(['mine9 here'])
    expect(report.place).toMatchObject({ sameInstance: true, comparedWith: `127.0.0.1:${second}` })
  })
})

describe('what answers', () => {
  const aws = { 'x-amzn-requestid': 'a', 'x-amz-crc32': '1' }
  it.each([
    ['DynamoDB Local', { ...aws, server: 'Jetty(12.0.31)' }],
    ['DynamoDB', { ...aws, server: 'Server' }],
    ['dynalite', aws],
    ['LocalStack', { ...aws, 'x-localstack': 'true' }],
    ['ScyllaDB Alternator', { server: 'ScyllaDB' }],
    ['an emulator in Python', { server: 'Werkzeug/3.0 Python/3.12' }],
  ])('is named %s', async (server, headers) => {
    const { port } = await startSeparating({ 'local us-east-1': ['A', 'B'] }, headers)
    const report = await runTest({ source: localForm(port) })
    expect(report.place.server).toBe(server)
    expect(stageOf(report, 'dynamodb').text).toBe(`2 tables (${server})`)
  })

  it('is not named if no header identifies it', async () => {
    const { port } = await startSeparating({}, { server: 'nginx' })
    const report = await runTest({ source: localForm(port) })
    expect(report.place.server).toBeUndefined()
  })
})
