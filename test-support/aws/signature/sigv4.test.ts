import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import { headerOf, sha256, type RawRequest } from './canonicalRequest'
import { newSecret } from './keyIds'
import { verify, type Endpoint, type Verdict } from './sigv4'

const KEY_ID = 'AKIARTX3GSDSQSIGNER7'
const DYNAMODB: Endpoint = { service: 'dynamodb' }
const secret = newSecret()
let signed: RawRequest
let signedAt: number

interface SdkRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

/** Lets the real SDK sign a call, and keeps the request instead of sending it. */
async function signedBySdk(endpoint = 'http://127.0.0.1:1'): Promise<RawRequest> {
  let kept: RawRequest | undefined
  const client = new DynamoDBClient({
    region: 'eu-west-1',
    endpoint,
    credentials: { accessKeyId: KEY_ID, secretAccessKey: secret },
    maxAttempts: 1,
    requestHandler: {
      async handle({ method, path, headers, body }: SdkRequest) {
        const values = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value]])
        kept = { method, url: path, headers: Object.fromEntries(values), body: Buffer.from(body ?? '') }
        throw new Error('kept')
      },
    },
  })
  await client.send(new ListTablesCommand({ Limit: 7 })).catch(() => undefined)
  if (!kept) throw new Error('The SDK sent nothing')
  return kept
}

beforeAll(async () => {
  signed = await signedBySdk()
  signedAt = Date.parse(
    (headerOf(signed.headers, 'x-amz-date') ?? '').replace(/(....)(..)(..T..)(..)(..Z)/, '$1-$2-$3:$4:$5'),
  )
})

function check(changes: Partial<RawRequest> = {}, endpoint = DYNAMODB, now = signedAt): Verdict {
  return verify({ ...signed, ...changes }, endpoint, (keyId) => (keyId === KEY_ID ? secret : undefined), now)
}

function withHeaders(changes: Record<string, string | undefined>): Partial<RawRequest> {
  const changed = Object.entries(changes).map(([name, value]) => [
    name,
    value === undefined ? undefined : [value],
  ])
  return { headers: { ...signed.headers, ...Object.fromEntries(changed) } }
}

function withAuthorization(from: string | RegExp, to: string): Partial<RawRequest> {
  return withHeaders({ authorization: (headerOf(signed.headers, 'authorization') ?? '').replace(from, to) })
}

function refused(reason: string, message: unknown = expect.any(String)) {
  return expect.objectContaining({ ok: false, reason, message })
}

describe('verify', () => {
  it('accepts what the SDK signed and says for whom and where', () => {
    expect(check()).toEqual({ ok: true, claim: { keyId: KEY_ID, region: 'eu-west-1' } })
  })

  it('accepts a path that needs encoding', async () => {
    const inside = await signedBySdk('http://127.0.0.1:1/a%20b/(c)')
    expect(inside.url).toContain('%20')
    expect(check(inside, DYNAMODB, Date.now()).ok).toBe(true)
  })

  it('refuses a request whose body, target, host or query is not the signed one', () => {
    const body = Buffer.from('{"Limit":8}')
    expect(headerOf(signed.headers, 'x-amz-content-sha256')).toBe(sha256(signed.body))
    expect(check({ body })).toEqual(refused('wrong body hash'))
    const rehashed = withHeaders({ 'x-amz-content-sha256': sha256(body) })
    expect(check({ body, ...rehashed })).toEqual(refused('wrong signature'))
    expect(check({ body, ...withHeaders({ 'x-amz-content-sha256': undefined }) })).toEqual(
      refused('wrong signature'),
    )
    const target = withHeaders({ 'x-amz-target': 'DynamoDB_20120810.DeleteTable' })
    expect(check(target)).toEqual(refused('wrong signature'))
    expect(check(withHeaders({ host: 'elsewhere' }))).toEqual(refused('wrong signature'))
    expect(check({ url: '/?a=b' })).toEqual(refused('wrong signature'))
    expect(check({ method: 'PUT' })).toEqual(refused('wrong signature'))
  })

  it('refuses a signature that is another, cut or empty', () => {
    const another = 'Signature=' + '0'.repeat(64)
    expect(check(withAuthorization(/Signature=\w+/, another))).toEqual(refused('wrong signature'))
    expect(check(withAuthorization(/.$/, ''))).toEqual(refused('wrong signature'))
    expect(check(withAuthorization(/Signature=\w+/, 'Signature='))).toEqual(refused('incomplete signature'))
  })

  it('refuses a key that is not known', () => {
    expect(check(withAuthorization(KEY_ID, 'AKIARTX3GSDSQNOBODY2'))).toEqual(refused('unknown key'))
  })

  it('accepts 15 minutes either way and not a second more', () => {
    const minutes = 15 * 60_000
    expect(check({}, DYNAMODB, signedAt + minutes).ok).toBe(true)
    expect(check({}, DYNAMODB, signedAt - minutes).ok).toBe(true)
    expect(check({}, DYNAMODB, signedAt + minutes + 1000)).toEqual(refused('signature expired'))
    expect(check({}, DYNAMODB, signedAt - minutes - 1000)).toEqual(refused('signature not yet current'))
    expect(check(withHeaders({ 'x-amz-date': 'today' }))).toEqual(refused('incomplete signature'))
  })

  it('names each part of the scope that is wrong', () => {
    const region = 'Credential should be scoped to a valid region. '
    const service = "Credential should be scoped to correct service: 'sts'. "
    const elsewhere: Endpoint = { service: 'sts', region: 'us-east-1' }
    expect(check({}, elsewhere)).toEqual(refused('wrong scope', region + service))
    expect(check(withAuthorization('aws4_request', 'aws4'))).toEqual(
      refused('wrong scope', expect.stringContaining("valid terminator: 'aws4_request', not 'aws4'")),
    )
    expect(check(withAuthorization(/\/\d{8}\//, '/20150830/'))).toEqual(
      refused('wrong scope', expect.stringContaining("'20150830' != ")),
    )
  })

  it('requires a signed host and a known algorithm', () => {
    expect(check(withAuthorization(/SignedHeaders=[^,]+/, 'SignedHeaders=x-amz-date'))).toEqual(
      refused('host not signed'),
    )
    expect(check(withAuthorization('HMAC-SHA256', 'HMAC-MD5'))).toEqual(
      refused('incomplete signature', expect.stringContaining("'AWS4-HMAC-MD5'")),
    )
  })

  it('says what an incomplete header lacks', () => {
    expect(check(withHeaders({ authorization: undefined }))).toEqual(refused('missing authentication'))
    expect(check(withHeaders({ authorization: 'Basic abc' }))).toEqual(refused('missing authentication'))
    for (const part of ['Credential', 'SignedHeaders', 'Signature']) {
      expect(check(withAuthorization(new RegExp(`${part}=[^,]+`), ''))).toEqual(
        refused('incomplete signature', expect.stringContaining(`requires '${part}' parameter`)),
      )
    }
    expect(check(withHeaders({ 'x-amz-date': undefined }))).toEqual(
      refused('incomplete signature', expect.stringContaining("either a 'X-Amz-Date' or a 'Date' header")),
    )
    expect(check(withAuthorization('/aws4_request', ''))).toEqual(
      refused('incomplete signature', expect.stringContaining('exactly 5 slash-delimited elements')),
    )
  })
})
