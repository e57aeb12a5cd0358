import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { isIPv4 } from 'node:net'

/** A certificate and its key, in PEM, as servers take them. No key outlives the test that made it. */
export type Certificate = { cert: string; key: string }

/** Who vouches for a certificate. */
export type Authority = Certificate & { name: string; privateKey: KeyObject }

type Order = {
  /** Host names and IPv4 addresses that it is for. */
  names?: readonly string[]
  /** Itself, by default. */
  issuer?: Authority
  /** Days from now. */
  from?: number
  to?: number
}

const day = 86_400_000

/** Makes an authority of its own. */
export function makeAuthority(name = 'Company'): Authority {
  return make(name, {}, true)
}

/** Makes the certificate of a server for 127.0.0.1, or for the names given; valid around today by default. */
export function makeCertificate(order: Order = {}): Certificate {
  return make('Server', { names: ['127.0.0.1'], ...order }, false)
}

function make(
  name: string,
  { names = [], issuer, from = -1, to = 30 }: Order,
  isAuthority: boolean,
): Authority {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const ecdsaWithSha256 = sequence(objectId('2a8648ce3d040302'))
  const basicConstraints = sequence(objectId('551d13'), der(1, 'ff'), octets(sequence(der(1, 'ff'))))
  const altNames = sequence(objectId('551d11'), octets(sequence(...names.map(altName))))
  const toSign = sequence(
    der(0xa0, der(2, '02')),
    der(2, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    nameOf(issuer?.name ?? name),
    sequence(time(Date.now() + from * day), time(Date.now() + to * day)),
    nameOf(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(isAuthority ? basicConstraints : altNames)),
  )
  const signature = sign('sha256', toSign, issuer?.privateKey ?? privateKey)
  const certificate = sequence(toSign, ecdsaWithSha256, der(3, Buffer.concat([Buffer.from([0]), signature])))
  const lines = certificate.toString('base64').replace(/.{64}/g, '$&\n')
  return {
    name,
    privateKey,
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

// X.509 in DER (RFC 5280): a tag, a length, a content.
function der(tag: number, content: Buffer | string): Buffer {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'hex') : content
  const { length } = bytes
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), bytes])
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts))
}

function objectId(hex: string): Buffer {
  return der(6, hex)
}

function octets(content: Buffer): Buffer {
  return der(4, content)
}

function nameOf(commonName: string): Buffer {
  return sequence(der(0x31, sequence(objectId('550403'), der(0x0c, Buffer.from(commonName)))))
}

function altName(name: string): Buffer {
  return isIPv4(name) ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name))
}

function time(at: number): Buffer {
  return der(
    0x17,
    Buffer.from(
      `${new Date(at)
        .toISOString()
        .replace(/[-:T]|\.\d+/g, '')
        .slice(2)}`,
    ),
  )
}
