import { describe, expect, it } from 'vitest'
import type { Stage } from '../../domain/test/testReport'
import { endOf, localForm, runTest, stageOf, statuses } from './testing/testHarness'
import { freePort, startAnswering, startDynamodb, startHttp, startTcp } from './testing/servers'

describe('a local connection that works', () => {
  it('passes all five stages, counts tables, and names the place', async () => {
    const port = await startDynamodb(['Customers', 'Orders'])
    const report = await runTest({ source: localForm(port) })
    expect(statuses(report)).toEqual([
      'settings passed',
      'credentials passed',
      'network passed',
      'dynamodb passed',
      'pairRule passed',
    ])
    expect(report.outcome).toBe('passed')
    expect(stageOf(report, 'credentials').text).toBe(
      'Access key local in region us-east-1, for local instances alone',
    )
    expect(stageOf(report, 'network').text).toBe(`127.0.0.1:${port} answers`)
    expect(stageOf(report, 'dynamodb').text).toBe('2 tables (dynalite)')
    expect(report.place).toEqual({
      host: `127.0.0.1:${port}`,
      addresses: ['127.0.0.1'],
      server: 'dynalite',
      tables: 2,
      moreTables: false,
    })
  })

  it('says what no tables can mean', async () => {
    const port = await startDynamodb()
    const report = await runTest({ source: localForm(port, 'localhost') })
    expect(stageOf(report, 'dynamodb').text).toMatch(/^No tables/)
    expect(report.place.host).toBe(`localhost:${port}`)
  })

  it('reports the whole list of stages at each start and end of one', async () => {
    const port = await startDynamodb(['Customers'])
    const reported: string[] = []
    const onStages = (stages: Stage[]) => reported.push(stages.map(({ status }) => status[0]).join(''))
    await runTest({ source: localForm(port), onStages })
    expect(reported).toEqual([
      ...['rwwww', 'pwwww', 'prwww', 'ppwww', 'pprww', 'pppww', 'ppprw', 'ppppw', 'ppppr', 'ppppp'],
    ])
  })

  it('counts up to a thousand tables and then says that there are more', async () => {
    const names = Array.from({ length: 1_200 }, (_, at) => `Table${String(at).padStart(4, '0')}`)
    const port = await startHttp((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        const { ExclusiveStartTableName: after = '', Limit } = JSON.parse(body) as Record<string, never>
        const page = names.filter((name) => name > after).slice(0, Limit)
        response.end(JSON.stringify({ TableNames: page, LastEvaluatedTableName: page.at(-1) }))
      })
    })
    const report = await runTest({ source: localForm(port) })
    expect(stageOf(report, 'dynamodb').text).toBe('more than 1,000 tables')
    expect(report.place).toMatchObject({ tables: 1_000, moreTables: true })
  })
})

describe('settings that are not complete', () => {
  it('names the field that is missing, and reaches nothing', async () => {
    const report = await runTest({ source: localForm(8_000, '') })
    expect(endOf(report)).toMatchObject({ stage: 'settings', code: 'settingsIncomplete' })
    expect(endOf(report).message).toMatch(/^Server: /)
    expect(statuses(report).slice(1)).toEqual([
      'credentials notReached',
      'network notReached',
      'dynamodb notReached',
      'pairRule notReached',
    ])
  })

  it('names all fields when several are missing or wrong', async () => {
    const report = await runTest({ source: { ...localForm(0, ''), port: 'x' } })
    expect(endOf(report).message).toBe('Fill in Server and Port to test.')
  })
})

describe('a server that cannot be reached', () => {
  it('says that nothing listens', async () => {
    const port = await freePort()
    const failure = endOf(await runTest({ source: localForm(port) }))
    expect(failure).toMatchObject({ stage: 'network', code: 'nothingListens' })
    expect(failure.message).toContain(`127.0.0.1:${port}`)
    expect(failure.detail).toEqual({ error: 'ECONNREFUSED', host: `127.0.0.1:${port}` })
  })

  it('says that nothing listens when a name has several addresses', async () => {
    const lookup = async () => ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 }))
    const failure = endOf(await runTest({ source: localForm(await freePort(), 'twofold.test'), lookup }))
    expect(failure).toMatchObject({ code: 'nothingListens', detail: { error: 'ECONNREFUSED' } })
  })

  it('says that the name is not known', async () => {
    const lookup = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }))
    const failure = endOf(await runTest({ source: localForm(8_000, 'nowhere.invalid'), lookup }))
    expect(failure).toMatchObject({
      stage: 'network',
      code: 'hostUnknown',
      remedy: 'Check that Server is spelled correctly.',
    })
    expect(failure.message).toContain('nowhere.invalid')
  })

  it.each([
    [
      'dynamodb',
      'ENOTFOUND',
      'hostUnknown',
      /Docker service.*enter localhost as Server and the published port as Port/,
    ],
    ['dynamodb-local', 'EAI_AGAIN', 'dnsUnavailable', /Docker service/],
    ['localstack_main', 'EAI_NONAME', 'hostUnknown', /Docker service/],
    ['http://dynamo', 'EAI_AGAIN', 'dnsUnavailable', /Docker service/],
    ['host.docker.internal', 'ENOTFOUND', 'hostUnknown', /Docker service/],
    [
      'https://localhost.localstack.cloud',
      'ENOTFOUND',
      'hostUnknown',
      /rebind protection.*enter localhost as Server/,
    ],
    ['dynamodb.localhost.localstack.cloud', 'EAI_AGAIN', 'dnsUnavailable', /rebind protection/],
    ['db.example.com', 'ENOTFOUND', 'hostUnknown', /^Check that Server is spelled correctly\.$/],
  ])('says of %s, which %s, what may know it', async (server, code, cause, remedy) => {
    const lookup = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code }))
    const failure = endOf(await runTest({ source: localForm(8_000, server), lookup }))
    expect(failure).toMatchObject({ stage: 'network', code: cause, remedy: expect.stringMatching(remedy) })
  })

  it('says that the certificate is not trusted', async () => {
    const port = await startDynamodb([], { ssl: true })
    const failure = endOf(await runTest({ source: localForm(port, 'https://127.0.0.1') }))
    expect(failure).toMatchObject({ stage: 'network', code: 'certificateExpired' })
  })

  it('says that https is spoken to a server of plain http', async () => {
    const port = await startDynamodb()
    const failure = endOf(await runTest({ source: localForm(port, 'https://127.0.0.1') }))
    expect(failure).toMatchObject({ stage: 'network', code: 'plainHttpOnTlsPort' })
    expect(failure.remedy).toContain('http://')
  })
})

describe('a server that is not DynamoDB', () => {
  const page = '<!doctype html><title>Router</title>'
  it.each([
    ['a web page', 200, 'text/html', page, 'webPage'],
    ['a web page that is not found', 404, 'text/html', page, 'webPage'],
    ['a bad gateway', 502, 'text/html', page, 'webPage'],
    ['another JSON service', 200, 'application/json', '{"status":"ok"}', 'otherJson'],
    ['a JSON service that refuses', 404, 'application/json', '{"error":"not here"}', 'otherJson'],
    ['a JSON list', 200, 'application/json', '[]', 'otherJson'],
    ['an empty answer', 200, 'text/plain', '', 'emptyAnswer'],
    ['an empty object', 200, 'application/json', '{}', 'otherJson'],
    ['a list of the wrong things', 200, 'application/json', '{"TableNames":[1]}', 'otherJson'],
    ['an XML service', 200, 'text/xml', '<a>b</a>', 'notDynamoDb'],
  ])('recognises %s', async (_what, status, contentType, body, code) => {
    const port = await startAnswering(status, contentType, body)
    const failure = endOf(await runTest({ source: localForm(port) }))
    expect(failure).toMatchObject({ stage: 'dynamodb', code, detail: { status } })
    expect(failure.message).toContain(`127.0.0.1:${port}`)
    expect(failure.message).not.toContain('<')
  })

  it('recognises a protocol that is not HTTP', async () => {
    const port = await startTcp((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'))
    const failure = endOf(await runTest({ source: localForm(port) }))
    expect(failure).toMatchObject({ stage: 'dynamodb', code: 'otherProtocol' })
  })

  it('tells apart a connection that is cut and one that is slow', async () => {
    const port = await startTcp((socket) => socket.once('data', () => socket.resetAndDestroy()))
    const failure = endOf(await runTest({ source: localForm(port) }))
    expect(failure).toMatchObject({ code: 'connectionReset', detail: { error: 'ECONNRESET' } })
  })

  it('recognises a DynamoDB that checks credentials', async () => {
    const body =
      '{"__type":"com.amazon.coral.service#UnrecognizedClientException","message":"The token is invalid"}'
    const port = await startAnswering(400, 'application/x-amz-json-1.0', body)
    const failure = endOf(await runTest({ source: localForm(port) }))
    expect(failure).toMatchObject({ code: 'localChecksCredentials', detail: { status: 400 } })
    expect(failure.remedy).toContain('Use Local DynamoDB Instance')
  })
})
