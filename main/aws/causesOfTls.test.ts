import { expect, it } from 'vitest'
import { makeAuthority, makeCertificate } from '../../test-support/servers/certificates'
import { endOf, localForm, runTest } from './testing/testHarness'
import { startDynamodb, startHttps, startTcp, startTlsFront } from './testing/servers'

const authority = makeAuthority()
const inSettings = 'and choose the file in Settings, under Certificates.'
const alert = (hex: string) =>
  startTcp((socket) => socket.once('data', () => socket.end(Buffer.from(hex, 'hex'))))

it.each([
  {
    what: 'a self-signed certificate',
    start: () => startHttps(makeCertificate()),
    code: 'selfSigned',
    sentence:
      'The certificate of HOST is self-signed: no certificate authority that this application trusts has signed it.',
    remedy: `If this is the right server, get its certificate from whoever runs it ${inSettings}`,
    error: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  },
  {
    what: 'a certificate of an unknown authority',
    start: () => startHttps(makeCertificate({ issuer: authority })),
    code: 'privateCa',
    sentence:
      'The certificate of HOST is not signed by a certificate authority that this application trusts.',
    remedy: `Get the certificate of the authority that signed it ${inSettings}`,
    error: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  },
  {
    what: 'a chain that ends in an unknown authority',
    start: () => {
      const { cert, key } = makeCertificate({ issuer: authority })
      return startHttps({ cert: cert + authority.cert, key })
    },
    code: 'privateCa',
    sentence:
      'The certificate of HOST is not signed by a certificate authority that this application trusts.',
    remedy: `Get the certificate of the authority that signed it ${inSettings}`,
    error: 'SELF_SIGNED_CERT_IN_CHAIN',
  },
  {
    what: 'a certificate of a trusted name with another key',
    start: () => startHttps(makeCertificate({ issuer: makeAuthority(authority.name) })),
    trusted: true,
    code: 'privateCa',
    sentence:
      'The certificate of HOST is not signed by a certificate authority that this application trusts.',
    remedy: `Get the certificate of the authority that signed it ${inSettings}`,
    error: 'CERT_SIGNATURE_FAILURE',
  },
  {
    what: 'a certificate for another name',
    start: () => startHttps(makeCertificate({ issuer: authority, names: ['elsewhere.example'] })),
    trusted: true,
    code: 'wrongName',
    sentence: 'The certificate of HOST was issued for another name.',
    remedy: 'Enter as Server the name that the certificate is issued for.',
    error: 'ERR_TLS_CERT_ALTNAME_INVALID',
  },
  {
    what: 'a certificate of last year',
    start: () => startHttps(makeCertificate({ issuer: authority, from: -400, to: -30 })),
    trusted: true,
    code: 'certificateExpired',
    sentence: 'The certificate of HOST has expired.',
    remedy:
      'Check that the clock of this machine is right. If it is, ask whoever runs the server to renew the certificate.',
    error: 'CERT_HAS_EXPIRED',
  },
  {
    what: 'a certificate of next week',
    start: () => startHttps(makeCertificate({ issuer: authority, from: 7 })),
    trusted: true,
    code: 'certificateNotYetValid',
    sentence: 'The certificate of HOST is not valid yet.',
    remedy:
      'Check that the clock of this machine is right. If it is, ask whoever runs the server for a certificate that is valid now.',
    error: 'CERT_NOT_YET_VALID',
  },
  {
    what: 'https to a port of plain http',
    start: () => startDynamodb(),
    code: 'plainHttpOnTlsPort',
    sentence: 'HOST speaks plain http, and https was asked for.',
    remedy: 'Enter http:// in front of Server: DynamoDB Local uses plain http.',
  },
  {
    what: 'a server of old TLS',
    start: () => alert('15030100020246'),
    code: 'tlsVersion',
    sentence: 'HOST and this application have no TLS version in common.',
    remedy: 'Update the server or the proxy so that it supports TLS 1.2 or newer.',
  },
  {
    what: 'a server that refuses the handshake',
    start: () => alert('15030300020228'),
    code: 'tlsFailed',
    sentence: 'HOST did not complete the TLS handshake.',
    remedy: 'Try http:// in front of Server: DynamoDB Local uses plain http.',
  },
  {
    what: 'a server that hangs up on the handshake',
    start: () => startTcp((socket) => socket.once('data', () => socket.resetAndDestroy())),
    code: 'tlsFailed',
    sentence: 'HOST did not complete the TLS handshake.',
    remedy: 'Try http:// in front of Server: DynamoDB Local uses plain http.',
    error: 'ERR_TLS_HANDSHAKE_CUT',
  },
  {
    what: 'a server that is silent in the handshake',
    start: () => startTcp((socket) => socket.resume()),
    code: 'tlsTimeout',
    sentence: 'HOST accepts connections but does not answer the TLS handshake.',
    remedy:
      'Correct Server and Port if another service listens there. If the service uses plain http, enter http:// in front of Server.',
    error: 'ERR_TLS_HANDSHAKE_TIMEOUT',
  },
])('$what', async ({ start, trusted, code, sentence, remedy, error }) => {
  const port = await start()
  const certificates = trusted ? [authority.cert] : []
  const source = localForm(port, 'https://127.0.0.1')
  const failure = endOf(await runTest({ source, certificates, deadlineMs: 2_000 }))
  const host = `127.0.0.1:${port}`
  expect(failure).toMatchObject({ stage: 'network', code, remedy, detail: { host, ...(error && { error }) } })
  expect(failure.message).toBe(sentence.replace('HOST', host))
})

it('passes with an authority that was given, over https', async () => {
  const own = makeCertificate({ issuer: authority })
  const port = await startTlsFront(own, await startDynamodb(['Customers']))
  const source = localForm(port, 'https://127.0.0.1')
  const report = await runTest({ source, certificates: [authority.cert] })
  expect(report.outcome).toBe('passed')
})

it.each([
  ['a server of Node', () => startHttps(makeCertificate())],
  ['a server that alerts', () => alert('15030100020250')],
  [
    'nginx',
    () =>
      startTcp((socket) =>
        socket.once('data', () =>
          socket.end(
            'HTTP/1.1 400 Bad Request\r\nServer: nginx\r\nContent-Type: text/html\r\n\r\n<html><title>400</title>' +
              '<center>The plain HTTP request was sent to HTTPS port</center></html>',
          ),
        ),
      ),
  ],
])('plain http to a port of https: %s', async (_what, start) => {
  const port = await start()
  const failure = endOf(await runTest({ source: localForm(port) }))
  expect(failure).toMatchObject({
    stage: 'dynamodb',
    code: 'tlsPortGotHttp',
    message: `127.0.0.1:${port} expects https, and plain http was spoken.`,
    remedy: 'Enter https:// in front of Server.',
  })
})
