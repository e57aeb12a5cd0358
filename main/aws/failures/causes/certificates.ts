import type { Cause } from './cause'

const inSettings = 'and choose the file in Settings.'

/** Causes of a TLS connection that does not come about. */
export const tlsCauses = {
  selfSigned: {
    sentence: 'The certificate of {host} is self-signed: no authority that is known here vouches for it.',
    remedy: 'Check for a sign-in page or proxy in between: AWS has no such certificates.',
    remedies: { local: `If it is the right server, ask for its certificate ${inSettings}` },
    detectedBy: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  },
  privateCa: {
    sentence: 'The certificate of {host} is not signed by an authority that is known here.',
    remedy: `A company proxy may open TLS connections. Ask for its certificate ${inSettings}`,
    remedies: { local: `Ask for the certificate of the authority that signed it, ${inSettings}` },
    detectedBy:
      'SELF_SIGNED_CERT_IN_CHAIN, UNABLE_TO_VERIFY_LEAF_SIGNATURE, UNABLE_TO_GET_ISSUER_CERT, CERT_SIGNATURE_FAILURE',
  },
  wrongName: {
    sentence: 'The certificate of {host} is for another name.',
    remedy: 'Check for a sign-in page or proxy.',
    remedies: { local: 'Enter the name that the certificate is for.' },
    detectedBy: 'ERR_TLS_CERT_ALTNAME_INVALID',
  },
  certificateExpired: {
    sentence: 'The certificate of {host} has expired.',
    remedy: 'Check the clock of this machine, then ask whoever runs the server to renew it.',
    detectedBy: 'CERT_HAS_EXPIRED',
  },
  certificateNotYetValid: {
    sentence: 'The certificate of {host} is not valid yet.',
    remedy: 'Check the clock of this machine, then the server.',
    detectedBy: 'CERT_NOT_YET_VALID',
  },
  plainHttpOnTlsPort: {
    sentence: '{host} speaks plain http, and https was asked for.',
    remedy: 'Check the AWS_ENDPOINT_URL variables: http:// or another port is needed there.',
    remedies: { local: 'DynamoDB Local speaks plain http: enter http:// in front of Server.' },
    detectedBy: 'EPROTO with “wrong version number”',
  },
  tlsPortGotHttp: {
    sentence: '{host} expects https, and plain http was spoken.',
    remedy: 'Check the AWS_ENDPOINT_URL variables: https:// is needed there.',
    remedies: { local: 'Enter https:// in front of Server.' },
    detectedBy: 'a TLS alert or nginx’s error in answer to http, or a port that cuts http off and takes TLS',
  },
  tlsVersion: {
    sentence: '{host} and this machine have no version of TLS in common.',
    remedy: 'Update the server or proxy: it must offer TLS 1.2 or newer.',
    detectedBy: 'EPROTO with “protocol version” or “unsupported protocol”',
  },
  tlsTimeout: {
    sentence: '{host} takes connections, and does not answer the TLS handshake.',
    remedy: 'Check for a firewall or proxy that looks into TLS.',
    remedies: { local: 'Check Server and Port: what listens there may not speak TLS.' },
    detectedBy: '5 s without the end of the handshake on a connection that was made',
  },
  tlsFailed: {
    sentence: '{host} does not speak TLS as it is needed here.',
    remedy: 'Check the network connection of this machine.',
    remedies: { local: 'DynamoDB Local speaks plain http: try http:// in front of Server.' },
    detectedBy: 'any other EPROTO, ERR_SSL or ERR_TLS, or a handshake that is cut off',
  },
} as const satisfies Record<string, Cause>
