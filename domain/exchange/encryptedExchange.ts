import * as v from 'valibot'
import { failedReading } from '../result'
import type { Reading } from '../result'
import { stableLine } from '../stableJson'

/** The format name in an encrypted file, and the version written here. */
export const encryptedFormat = 'dynamodb-workspaces-encrypted'
const encryptedVersion = 1

const base64 = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]*={0,2}$/))
const bytes = (count: number) => v.pipe(base64, v.length(Math.ceil(count / 3) * 4))

// Limits the parameters, so that a hostile file cannot demand more than 256 MiB (128 · N · r) or many rounds.
const headerEntries = {
  cipher: v.strictObject({ name: v.literal('aes-256-gcm'), nonce: bytes(12) }),
  format: v.literal(encryptedFormat),
  kdf: v.strictObject({
    name: v.literal('scrypt'),
    n: v.picklist([2 ** 15, 2 ** 16, 2 ** 17, 2 ** 18]),
    p: v.literal(1),
    r: v.literal(8),
    salt: bytes(16),
  }),
  version: v.literal(encryptedVersion),
}
const encryptedSchema = v.strictObject({ ...headerEntries, data: base64 })

/** An encrypted file: `data` is the encrypted text followed by the 16 bytes of the tag. Bytes are in base64. */
export type EncryptedExchange = v.InferOutput<typeof encryptedSchema>
export type EncryptedHeader = Omit<EncryptedExchange, 'data'>

/** The header of a new file, with the scrypt parameters that OWASP’s Password Storage Cheat Sheet recommends. */
export function encryptedHeader(salt: string, nonce: string): EncryptedHeader {
  return {
    cipher: { name: 'aes-256-gcm', nonce },
    format: encryptedFormat,
    kdf: { name: 'scrypt', n: 2 ** 17, p: 1, r: 8, salt },
    version: encryptedVersion,
  }
}

/** The additional authenticated data: the whole header on one line, keys sorted. */
export function authenticatedPart({ cipher, format, kdf, version }: EncryptedHeader): string {
  return stableLine({ cipher, format, kdf, version })
}

/** Reads the header of an encrypted file; its content is not known yet. */
export function readEncrypted(raw: Record<string, unknown>): Reading<EncryptedExchange> {
  if (typeof raw['version'] === 'number' && raw['version'] > encryptedVersion) {
    return failedReading('A newer version of DynamoDB Workspaces wrote the file. Update the application.')
  }
  const parsed = v.safeParse(encryptedSchema, raw, { abortEarly: true })
  if (parsed.success) return { ok: true, value: parsed.output }
  return failedReading(
    `Not as expected in the encrypted file: ${v.getDotPath(parsed.issues[0]) ?? 'the whole'}.`,
  )
}
