import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:tls'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeAuthority, makeCertificate } from '../../../test-support/servers/certificates'
import type { Certificate } from '../../../test-support/servers/certificates'
import { createClients } from '../sdk/clients'
import { createProxies } from './proxies'
import { createSecretsInUse } from '../run/secretsInUse'
import { endOf, keyForm, runTest, typed } from '../testing/testHarness'
import { stopAfterwards } from '../testing/servers'

const authority = makeAuthority()

beforeEach(() => vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0'))
afterEach(() => vi.unstubAllEnvs())

/** A server that nobody vouches for, and what reaches it once the handshake is done. */
async function startImpostor(certificate: Certificate): Promise<{ port: number; heard: string[] }> {
  const heard: string[] = []
  const server = createServer(certificate, (socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (bytes) => {
      heard.push(bytes.toString('latin1'))
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stopAfterwards(async () => void server.close())
  return { port: (server.address() as AddressInfo).port, heard }
}

const impostors: [string, () => Certificate, string[] | undefined][] = [
  ['a certificate that it signed itself', () => makeCertificate(), undefined],
  [
    'a certificate of an unknown authority',
    () => makeCertificate({ issuer: makeAuthority() }),
    [authority.cert],
  ],
  [
    'a certificate for another name',
    () => makeCertificate({ issuer: authority, names: ['elsewhere.example'] }),
    [authority.cert],
  ],
  [
    'an expired certificate',
    () => makeCertificate({ issuer: authority, from: -90, to: -30 }),
    [authority.cert],
  ],
]

describe('with NODE_TLS_REJECT_UNAUTHORIZED=0 nothing is sent to an impostor', () => {
  it.each(impostors)('of AWS with %s', async (_what, certificate, certificates) => {
    const { port, heard } = await startImpostor(certificate())
    const url = `https://127.0.0.1:${port}`
    const report = await runTest({
      source: keyForm('ASIAIOSFODNN7EXAMPLE'),
      secretKey: typed('a secret of this test alone'),
      sessionToken: typed('a-token-of-this-test-alone'),
      environment: { AWS_ENDPOINT_URL_DYNAMODB: url, AWS_ENDPOINT_URL_STS: url },
      ...(certificates && { certificates }),
    })
    expect(endOf(report).stage).toBe('network')
    expect(heard).toEqual([])
  })

  it.each(impostors)('of a proxy with %s', async (_what, certificate, certificates) => {
    const { port, heard } = await startImpostor(certificate())
    const report = await runTest({
      source: keyForm('ASIAIOSFODNN7EXAMPLE'),
      secretKey: typed('a secret of this test alone'),
      sessionToken: typed('a-token-of-this-test-alone'),
      proxyFor: async () => `HTTPS 127.0.0.1:${port}`,
      ...(certificates && { certificates }),
    })
    expect(endOf(report).stage).toBe('network')
    expect(heard).toEqual([])
  })

  // The network stage never lets a test come so far: the clients are tried by themselves.
  it.each(impostors)(
    'by the clients, directly or through an impostor of a proxy, with %s',
    async (_what, certificate, certificates) => {
      const { port, heard } = await startImpostor(certificate())
      for (const proxyFor of [undefined, async () => `HTTPS 127.0.0.1:${port}`]) {
        const clients = createClients({
          limitMs: 2_000,
          now: Date.now,
          proxies: createProxies(proxyFor),
          authorities: certificates,
          secrets: createSecretsInUse(),
          onReply: () => undefined,
        })
        const url = new URL(proxyFor ? 'https://dynamodb.example' : `https://127.0.0.1:${port}`)
        const target = { local: false, region: 'eu-west-1', dynamodbUrl: url, stsUrl: url }
        const credentials = {
          accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
          secretAccessKey: 'secret',
          sessionToken: 'token',
        }
        const { ListTablesCommand } = await import('@aws-sdk/client-dynamodb')
        const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts')
        const dynamodb = await clients.dynamodb(target, credentials)
        const sts = await clients.sts(target, credentials)
        await expect(dynamodb.send(new ListTablesCommand({}))).rejects.toThrow()
        await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toThrow()
        clients.destroy()
      }
      expect(heard).toEqual([])
    },
  )
})
