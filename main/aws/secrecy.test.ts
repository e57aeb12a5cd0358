import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { startAwsDouble } from '../../test-support/aws/awsDouble'
import type { AwsDouble } from '../../test-support/aws/awsDouble'
import { makeWorld } from '../../test-support/aws/world'
import type { World } from '../../test-support/aws/world'
import type { Stage } from '../../domain/test/testReport'
import { endpointsAt, environmentForm, keyForm, roleForm, runTest, typed } from './testing/testHarness'
import { startHttp, stopAfterwards } from './testing/servers'

let world: World
let double: AwsDouble

beforeEach(async () => {
  world = makeWorld()
  double = await startAwsDouble({ accounts: world.accounts })
  stopAfterwards(() => double.stop())
})

/** Runs a test; answers its outcome and everything that it let out, as text. */
async function listenTo(setting: Parameters<typeof runTest>[0]) {
  const progress: Stage[][] = []
  const onStages = (stages: Stage[]) => void progress.push(stages)
  const report = await runTest({ environment: endpointsAt(double.url), onStages, ...setting })
  // The fingerprint belongs to the settings, whose access key it holds; it is neither shown nor copied.
  return { outcome: report.outcome, output: JSON.stringify([{ ...report, fingerprint: '' }, progress]) }
}

describe('no secret leaves a test', () => {
  it.each([
    ['passes', 'passed', () => world.accounts.openSession(world.reader, 'now', Date.now() + 3_600_000)],
    ['has an expired token', 'failed', () => world.expired],
    ['has a wrong secret', 'failed', () => ({ ...world.expired, secret: world.analyst.secret })],
  ])('that %s', async (_what, expected, sessionOf) => {
    const { keyId, secret, token } = sessionOf()
    const source = keyForm(keyId)
    const { outcome, output } = await listenTo({
      source,
      secretKey: typed(secret),
      sessionToken: typed(token),
    })
    expect(outcome).toBe(expected)
    expect(output).not.toContain(secret)
    expect(output).not.toContain(token.slice(20))
  })

  it('that assumes a role', async () => {
    const { keyId, secret } = world.operator
    const keys = { TONIC_AWS_ACCESS_KEY_ID: keyId, TONIC_AWS_SECRET_ACCESS_KEY: secret }
    const environment = { ...endpointsAt(double.url), ...keys }
    const { outcome, output } = await listenTo({ source: roleForm(world.writer.arn), environment })
    expect(outcome).toBe('passed')
    expect(output).not.toContain(secret)
    expect(output).not.toContain('IQoJb3JpZ2lu')
    expect(output).not.toContain(keyId)
  })

  it('that is cancelled', async () => {
    const { keyId, secret } = world.analyst
    double.switches.hang.add('GetCallerIdentity')
    const controller = new AbortController()
    const { outcome, output } = await listenTo({
      source: keyForm(keyId),
      secretKey: typed(secret),
      signal: controller.signal,
      onStages: (stages) => {
        if (stages[3]?.status === 'running') setImmediate(() => controller.abort())
      },
    })
    expect(outcome).toBe('cancelled')
    expect(output).not.toContain(secret)
  })

  it('whose server sends back all that it was sent, as name, message and request id', async () => {
    const port = await startHttp((request, response) => {
      const echo = JSON.stringify(request.headers)
      response.writeHead(400, { 'x-amzn-requestid': String(request.headers['x-amz-security-token']) })
      response.end(JSON.stringify({ __type: echo, message: echo, Message: echo }))
    })
    const { keyId, secret, token } = world.expired
    const { outcome, output } = await listenTo({
      source: keyForm(keyId),
      secretKey: typed(secret),
      sessionToken: typed(token),
      environment: { ...endpointsAt(`http://127.0.0.1:${port}`) },
    })
    expect(outcome).toBe('failed')
    expect(output).not.toContain(token.slice(20, 60))
    expect(output).not.toContain('Signature')
  })

  it.each<[string, (sent: Record<string, string>) => string]>([
    ['the key', (sent) => String(/Credential=(\w+)/.exec(sent['authorization'] ?? '')?.[1])],
    ['the signature', (sent) => String(/Signature=(\w+)/.exec(sent['authorization'] ?? '')?.[1])],
    ['the token', (sent) => sent['x-amz-security-token'] ?? ''],
    ['the beginning of the token', (sent) => (sent['x-amz-security-token'] ?? '').slice(0, 30)],
    ['the whole header', (sent) => sent['authorization'] ?? ''],
  ])('whose server sends %s back wherever it can', async (_what, pick) => {
    const echoes = new Set<string>()
    const echoing = (asXml: boolean) =>
      startHttp((request, response) => {
        const echo = pick(request.headers as Record<string, string>)
        echoes.add(echo)
        response.writeHead(400, { 'x-amzn-requestid': echo, server: echo, date: echo, location: echo })
        const fields = {
          __type: echo,
          code: echo,
          name: echo,
          address: echo,
          message: `Signature expired: ${echo}`,
        }
        response.end(
          asXml
            ? `<ErrorResponse><Error><Code>${echo}</Code><Message>${echo}</Message></Error></ErrorResponse>`
            : JSON.stringify(fields),
        )
      })
    const { keyId, secret, token } = world.expired
    for (const port of [await echoing(true), await echoing(false)]) {
      for (const environment of [
        endpointsAt(`http://127.0.0.1:${port}`),
        { ...endpointsAt(double.url), AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}` },
      ]) {
        const session = world.accounts.openSession(world.reader, 'now', Date.now() + 3_600_000)
        const key = environment['AWS_ENDPOINT_URL_STS'] === double.url ? session : { keyId, secret, token }
        const { outcome, output } = await listenTo({
          source: keyForm(key.keyId),
          secretKey: typed(key.secret),
          sessionToken: typed(key.token),
          environment,
        })
        expect(outcome).toBe('failed')
        for (const echo of echoes) expect(output).not.toContain(echo)
      }
    }
    expect([...echoes].every((echo) => echo.length >= 20)).toBe(true)
  })

  it.each<[string, (token: string) => string]>([
    ['whole', (token) => token],
    ['behind a path', (token) => `${token}/Ann`],
    ['in capitals', (token) => token.toUpperCase()],
    ['in pieces of twelve', (token) => token.slice(0, 300).replace(/.{12}/g, '$&/')],
    ['in base64', (token) => Buffer.from(token).toString('base64').slice(0, 64)],
    ['in hex', (token) => Buffer.from(token).toString('hex').slice(0, 64)],
    ['as one piece', (token) => token.replace(/[^A-Za-z0-9]/g, '').slice(30, 42)],
  ])('whose server passes, with the token in the name of the caller, %s', async (_how, nameFrom) => {
    const { keyId, secret, token } = world.accounts.openSession(world.reader, 'now', Date.now() + 3_600_000)
    const name = nameFrom(token)
    const port = await startHttp((request, response) => {
      if (request.headers['x-amz-target'])
        return void response.end(JSON.stringify({ TableNames: ['Orders'] }))
      const arn = `arn:aws:iam::111122223333:user/${name}`
      const fields = `<Arn>${arn}</Arn><UserId>AIDA</UserId><Account>111122223333</Account>`
      const result = `<GetCallerIdentityResult>${fields}</GetCallerIdentityResult>`
      response.end(`<GetCallerIdentityResponse>${result}</GetCallerIdentityResponse>`)
    })
    const { output } = await listenTo({
      source: keyForm(keyId),
      secretKey: typed(secret),
      sessionToken: typed(token),
      environment: endpointsAt(`http://127.0.0.1:${port}`),
    })
    const letters = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '').toLowerCase()
    for (const form of [token, name]) {
      for (let at = 0; at + 12 <= letters(form).length; at++) {
        expect(letters(output).includes(letters(form).slice(at, at + 12))).toBe(false)
      }
    }
  })

  it('whose metadata service names the role with the token that it gave out', async () => {
    const sent = randomBytes(40).toString('hex')
    const port = await startHttp((request, response) => {
      if (request.method === 'PUT') return void response.end(sent)
      if (request.url?.endsWith('/security-credentials/')) return void response.end(sent.slice(0, 64))
      const { keyId, secret, token } = world.accounts.openSession(world.reader, 'now', Date.now() + 3_600_000)
      response.end(JSON.stringify({ AccessKeyId: keyId, SecretAccessKey: secret, Token: token }))
    })
    const metadata = { AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://127.0.0.1:${port}` }
    const environment = { ...endpointsAt(double.url), ...metadata }
    const { outcome, output } = await listenTo({ source: environmentForm(), environment })
    expect(outcome).toBe('passed')
    expect(output.includes(sent.slice(0, 12))).toBe(false)
  })

  it('that starts from a variable with user info in it', async () => {
    const { keyId, secret } = world.analyst
    const url = new URL(double.url)
    url.username = 'gateway'
    url.password = 'hunter2'
    const keys = { TONIC_AWS_ACCESS_KEY_ID: keyId, TONIC_AWS_SECRET_ACCESS_KEY: secret }
    const environment = { ...endpointsAt(url.href), ...keys }
    const { outcome, output } = await listenTo({ source: environmentForm(), environment })
    expect(outcome).toBe('passed')
    expect(output).not.toContain('hunter2')
  })
})
