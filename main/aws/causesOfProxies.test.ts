import { beforeEach, describe, expect, it } from 'vitest'
import { startAwsDouble } from '../../test-support/aws/awsDouble'
import type { AwsDouble } from '../../test-support/aws/awsDouble'
import { makeWorld } from '../../test-support/aws/world'
import type { World } from '../../test-support/aws/world'
import { readProxies } from './network/proxies'
import { makeAuthority, makeCertificate } from '../../test-support/servers/certificates'
import { endOf, keyForm, localForm, runTest, stageOf, typed } from './testing/testHarness'
import {
  freePort,
  handOn,
  startAnswering,
  startDynamodb,
  startHttp,
  startHttpProxy,
  startTcp,
  startTlsFront,
  stopAfterwards,
} from './testing/servers'

const host = 'sts.eu-west-1.amazonaws.com:443'
const names = ['sts.eu-west-1.amazonaws.com', 'dynamodb.eu-west-1.amazonaws.com']
const unknown = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }))

let world: World
let double: AwsDouble

beforeEach(async () => {
  world = makeWorld()
  double = await startAwsDouble({ accounts: world.accounts })
  stopAfterwards(() => double.stop())
})

const run = (more: Partial<Parameters<typeof runTest>[0]>) =>
  runTest({ source: keyForm(world.analyst.keyId), secretKey: typed(world.analyst.secret), ...more })

const answeringConnect = (status: string) =>
  startTcp((socket) =>
    socket.once('data', () => socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`)),
  )

describe('a proxy that does not lead to AWS', () => {
  const settings = 'Check the proxy settings of the system'
  it.each<[string, () => Promise<number>, string, string, string, object]>([
    [
      'is not there',
      freePort,
      'proxyUnreachable',
      'The proxy PROXY cannot be reached.',
      `${settings}, and that the proxy runs.`,
      { error: 'ECONNREFUSED' },
    ],
    [
      'wants a password',
      () => answeringConnect('407 Proxy Authentication Required'),
      'proxyAuthentication',
      'The proxy PROXY requires a user name and password.',
      `Ask the administrator of the proxy to allow connections to ${host} without a password: this application does not send one.`,
      { status: 407 },
    ],
    [
      'forbids it',
      () => answeringConnect('403 Forbidden'),
      'proxyRefused',
      `The proxy PROXY refuses to connect to ${host} (status 403).`,
      `Ask the administrator of the proxy to allow ${host}.`,
      { status: 403 },
    ],
    [
      'cannot reach the host',
      () => answeringConnect('502 Bad Gateway'),
      'proxyCannotReach',
      `The proxy PROXY could not reach ${host} (status 502).`,
      `Check that the region and the endpoint are spelled correctly, then ask the administrator of the proxy whether it can reach ${host}.`,
      { status: 502 },
    ],
    [
      'waits for the host in vain',
      () => answeringConnect('504 Gateway Timeout'),
      'proxyCannotReach',
      `The proxy PROXY could not reach ${host} (status 504).`,
      `Check that the region and the endpoint are spelled correctly, then ask the administrator of the proxy whether it can reach ${host}.`,
      { status: 504 },
    ],
    [
      'is a web server',
      () => startAnswering(404, 'text/html', '<html>'),
      'proxyNotHttp',
      'What answers at PROXY is not an HTTP proxy.',
      `${settings}: host and port of an HTTP proxy are needed.`,
      {},
    ],
    [
      'is SSH',
      () => startTcp((socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n')),
      'proxyNotHttp',
      'What answers at PROXY is not an HTTP proxy.',
      `${settings}: host and port of an HTTP proxy are needed.`,
      { error: 'HPE_INVALID_CONSTANT' },
    ],
    [
      'hangs up',
      () => startTcp((socket) => socket.once('data', () => socket.resetAndDestroy())),
      'proxyNotHttp',
      'What answers at PROXY is not an HTTP proxy.',
      `${settings}: host and port of an HTTP proxy are needed.`,
      { error: 'ECONNRESET' },
    ],
    [
      'is silent',
      () => startTcp((socket) => socket.resume()),
      'proxySilent',
      'The proxy PROXY accepts connections but does not answer.',
      `${settings}, and that the proxy is well.`,
      { error: 'ETIMEDOUT' },
    ],
  ])('%s', async (_what, start, code, sentence, remedy, detail) => {
    const proxy = `127.0.0.1:${await start()}`
    const proxyFor = async () => `PROXY ${proxy};DIRECT`
    const failure = endOf(await run({ proxyFor, deadlineMs: 2_000 }))
    expect(failure).toMatchObject({ stage: 'network', code, remedy, detail: { host: proxy, ...detail } })
    expect(failure.message).toBe(sentence.replace('PROXY', proxy))
  })

  it('has a name that is not known', async () => {
    const proxyFor = async () => 'PROXY proxy.invalid:3128'
    expect(endOf(await run({ proxyFor }))).toMatchObject({
      code: 'proxyUnknownHost',
      message: 'No proxy named proxy.invalid:3128 was found (DNS).',
      remedy: `${settings}, and the VPN if there is one.`,
    })
  })

  it('uses SOCKS', async () => {
    expect(endOf(await run({ proxyFor: async () => 'SOCKS5 10.0.0.1:1080' }))).toMatchObject({
      stage: 'network',
      code: 'proxyUnsupported',
      message: 'The proxy settings name 10.0.0.1:1080, but SOCKS proxies are not supported.',
      remedy: `In the proxy settings of the system, set an HTTP proxy for ${host}, or none.`,
    })
  })
})

describe('through a proxy', () => {
  const authority = makeAuthority()
  const certificates = [authority.cert]

  /** A proxy that leads every host to one that has this certificate, and to the double behind it. */
  async function proxyWith(own = makeCertificate({ issuer: authority, names }), behind = double.port) {
    const { port, asked } = await startHttpProxy(await startTlsFront(own, behind))
    return { name: `127.0.0.1:${port}`, asked, proxyFor: async () => `PROXY 127.0.0.1:${port}` }
  }

  it('AWS is reached at its own names, which need not be known here', async () => {
    const { name, asked, proxyFor } = await proxyWith()
    const report = await run({ proxyFor, certificates, lookup: unknown })
    expect(report.outcome).toBe('passed')
    expect(stageOf(report, 'network').text).toBe(
      `sts.eu-west-1.amazonaws.com:443 through the proxy ${name} and ` +
        `dynamodb.eu-west-1.amazonaws.com:443 through the proxy ${name} answer`,
    )
    expect(new Set(asked)).toEqual(new Set(names.map((one) => `${one}:443`)))
    expect(double.requests.map(({ outcome }) => outcome)).toEqual(['ok', 'ok'])
  })

  it('a proxy that intercepts TLS is recognised by its certificate', async () => {
    const { proxyFor } = await proxyWith()
    expect(endOf(await run({ proxyFor }))).toMatchObject({
      stage: 'network',
      code: 'privateCa',
      message: `The certificate of ${host} is not signed by a certificate authority that this application trusts.`,
      remedy:
        'A company proxy may decrypt TLS connections. Get the certificate of its authority from its administrator and choose the file in Settings, under Certificates.',
    })
  })

  it.each([
    ['a page', 200, '<!doctype html><title>Welcome to the hotel</title>'],
    ['a redirect', 302, ''],
  ])('a sign-in page in the place of AWS is recognised: %s', async (_what, status, body) => {
    const portal = await startHttp((_request, response) => {
      response.writeHead(status, { 'content-type': 'text/html', server: 'nginx/1.25' })
      response.end(body)
    })
    const { proxyFor } = await proxyWith(undefined, portal)
    expect(endOf(await run({ proxyFor, certificates }))).toMatchObject({
      stage: 'identity',
      code: 'captivePortal',
      message: `A web page answers instead of AWS at ${host} (nginx/1.25).`,
      remedy:
        'Open any page in a browser and sign in to the network. If no sign-in page appears, ask the administrator of the proxy. Then test again.',
      detail: { status },
    })
  })

  it('a proxy that changes its mind is named after the network stage, too', async () => {
    let connections = 0
    const front = await startTlsFront(makeCertificate({ issuer: authority, names }), double.port)
    const fickle = await startTcp((socket) =>
      socket.once('data', () => {
        connections += 1
        if (connections > 2) return socket.end('HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n')
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        return handOn(socket, front)
      }),
    )
    const failure = endOf(await run({ proxyFor: async () => `PROXY 127.0.0.1:${fickle}`, certificates }))
    expect(failure).toMatchObject({ stage: 'identity', code: 'proxyAuthentication' })
    expect(failure.message).toContain(`127.0.0.1:${fickle}`)
  })

  it('a local instance elsewhere is reached, and one on this machine never', async () => {
    const local = await startDynamodb(['Customers'])
    const { port, asked } = await startHttpProxy(local)
    const proxyFor = async () => `PROXY 127.0.0.1:${port}`
    const elsewhere = await runTest({ source: localForm(8_000, 'db.test'), proxyFor, lookup: unknown })
    expect(elsewhere.outcome).toBe('passed')
    expect(asked).toContain('db.test:8000')
    asked.length = 0
    const here = await runTest({ source: localForm(local, 'localhost'), proxyFor })
    expect(here.outcome).toBe('passed')
    expect(asked).toEqual([])
  })
})

it.each([
  ['DIRECT', { kind: 'direct' }],
  ['', { kind: 'direct' }],
  ['PROXY proxy.example:3128;DIRECT', { kind: 'proxy', proxy: { name: 'proxy.example:3128' } }],
  ['PROXY proxy.example', { kind: 'proxy', proxy: { name: 'proxy.example:80' } }],
  ['HTTPS proxy.example:8443', { kind: 'proxy', proxy: { name: 'proxy.example:8443' } }],
  ['PROXY [::1]:3128', { kind: 'proxy', proxy: { name: '[::1]:3128' } }],
  ['SOCKS5 a:1080; PROXY b:3128', { kind: 'proxy', proxy: { name: 'b:3128' } }],
  ['SOCKS5 a:1080; DIRECT', { kind: 'direct' }],
  ['SOCKS a:1080', { kind: 'unsupported', name: 'a:1080' }],
])('reads %s', (answer, way) => {
  expect(readProxies(answer)).toMatchObject(way)
})
