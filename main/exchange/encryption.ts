import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { authenticatedPart, encryptedHeader } from '../../domain/exchange/encryptedExchange'
import type { EncryptedExchange, EncryptedHeader } from '../../domain/exchange/encryptedExchange'
import { stableJson } from '../../domain/stableJson'

const tagBytes = 16

/** Encrypts a text with a passphrase and returns the text of the file; salt and nonce are new for each file. */
export async function encrypt(text: string, passphrase: string): Promise<string> {
  const header = encryptedHeader(randomBytes(16).toString('base64'), randomBytes(12).toString('base64'))
  const key = await keyOf(passphrase, header)
  const cipher = createCipheriv('aes-256-gcm', key, Buffer.from(header.cipher.nonce, 'base64'))
  cipher.setAAD(Buffer.from(authenticatedPart(header)))
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return stableJson({ ...header, data: data.toString('base64') })
}

/** Decrypts the text; undefined when the passphrase is wrong or anything in the file was changed. */
export async function decrypt(file: EncryptedExchange, passphrase: string): Promise<string | undefined> {
  const data = Buffer.from(file.data, 'base64')
  if (data.length < tagBytes) return undefined
  const key = await keyOf(passphrase, file)
  const nonce = Buffer.from(file.cipher.nonce, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(authenticatedPart(file)))
  decipher.setAuthTag(data.subarray(-tagBytes))
  try {
    return Buffer.concat([decipher.update(data.subarray(0, -tagBytes)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

function keyOf(passphrase: string, { kdf: { n: N, r, p, salt } }: EncryptedHeader): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { N, r, p, maxmem: 128 * (N + p + 2) * r }
    scrypt(passphrase.normalize('NFC'), Buffer.from(salt, 'base64'), 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}
