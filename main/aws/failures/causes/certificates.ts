import type { Cause } from './cause'

const inSettings = 'and choose the file in Settings, under Certificates.'

/** Causes of a failed TLS handshake. */
export const tlsCauses = {
  selfSigned: {
    sentence:
      'The certificate of {host} is self-signed: no certificate authority that this application trusts has signed it.',
    remedy:
      'Check whether a sign-in page or proxy answers instead of AWS: AWS uses no self-signed certificates.',
    remedies: {
      local: `If this is the right server, get its certificate from whoever runs it ${inSettings}`,
    },
    detectedBy: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  },
  privateCa: {
    sentence:
      'The certificate of {host} is not signed by a certificate authority that this application trusts.',
    remedy: `A company proxy may decrypt TLS connections. Get the certificate of its authority from its administrator ${inSettings}`,
    remedies: { local: `Get the certificate of the authority that signed it ${inSettings}` },
    detectedBy:
      'SELF_SIGNED_CERT_IN_CHAIN, UNABLE_TO_VERIFY_LEAF_SIGNATURE, UNABLE_TO_GET_ISSUER_CERT, CERT_SIGNATURE_FAILURE',
  },
  wrongName: {
    sentence: 'The certificate of {host} was issued for another name.',
    remedy: 'Check whether a sign-in page or proxy answers instead of AWS.',
    remedies: { local: 'Enter as Server the name that the certificate is issued for.' },
    detectedBy: 'ERR_TLS_CERT_ALTNAME_INVALID',
  },
  certificateExpired: {
    sentence: 'The certificate of {host} has expired.',
    remedy:
      'Check that the clock of this machine is right. If it is, ask whoever runs the server to renew the certificate.',
    detectedBy: 'CERT_HAS_EXPIRED',
  },
  certificateNotYetValid: {
    sentence: 'The certificate of {host} is not valid yet.',
    remedy:
      'Check that the clock of this machine is right. If it is, ask whoever runs the server for a certificate that is valid now.',
    detectedBy: 'CERT_NOT_YET_VALID',
  },
  plainHttpOnTlsPort: {
    sentence: '{host} speaks plain http, and https was asked for.',
    remedy:
      'In the AWS_ENDPOINT_URL variable that names this address, change https:// to http:// or correct the port. Then restart the application.',
    remedies: { local: 'Enter http:// in front of Server: DynamoDB Local uses plain http.' },
    detectedBy: 'EPROTO with “wrong version number”',
  },
  tlsPortGotHttp: {
    sentence: '{host} expects https, and plain http was spoken.',
    remedy:
      'In the AWS_ENDPOINT_URL variable that names this address, change http:// to https://. Then restart the application.',
    remedies: { local: 'Enter https:// in front of Server.' },
    detectedBy:
      'a TLS alert or nginx’s error in answer to http, or a port that closes http connections and accepts TLS',
  },
  tlsVersion: {
    sentence: '{host} and this application have no TLS version in common.',
    remedy: 'Update the server or the proxy so that it supports TLS 1.2 or newer.',
    detectedBy: 'EPROTO with “protocol version” or “unsupported protocol”',
  },
  tlsTimeout: {
    sentence: '{host} accepts connections but does not answer the TLS handshake.',
    remedy: 'Check whether a firewall or proxy inspects TLS connections to this host.',
    remedies: {
      local:
        'Correct Server and Port if another service listens there. If the service uses plain http, enter http:// in front of Server.',
    },
    detectedBy: 'the connection is open, but the handshake does not finish within 5 s',
  },
  tlsFailed: {
    sentence: '{host} did not complete the TLS handshake.',
    remedy: 'Check that this machine is connected to the network.',
    remedies: { local: 'Try http:// in front of Server: DynamoDB Local uses plain http.' },
    detectedBy: 'any other EPROTO, ERR_SSL or ERR_TLS, or a handshake that is cut off',
  },
} as const satisfies Record<string, Cause>
