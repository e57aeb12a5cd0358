import { createDecipheriv, scryptSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readEncrypted } from '../../domain/exchange/encryptedExchange'
import type { EncryptedExchange } from '../../domain/exchange/encryptedExchange'
import { decrypt, encrypt } from './encryption'

const text = 'made up: ü “x”'
const passphrase = 'cafe\u0301 gravel moonlit'
const written = await encrypt(text, passphrase)

function reading(change: (file: EncryptedExchange) => unknown = () => {}) {
  const file = JSON.parse(written) as EncryptedExchange
  return readEncrypted({ ...((change(file) ?? file) as EncryptedExchange) })
}
const opened = async (change: (file: EncryptedExchange) => unknown, typed = passphrase) => {
  const file = reading(change)
  return file.ok ? decrypt(file.value, typed) : file.sentence
}
/** Base64 with one bit flipped at a place. */
function flipped(base64: string, at: number): string {
  const bytes = Buffer.from(base64, 'base64')
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  return bytes.toString('base64')
}

describe('an encrypted file', () => {
  it('opens with its passphrase, however Unicode spells it, and holds no text in the clear', async () => {
    expect(await opened(() => {})).toBe(text)
    expect(await opened(() => {}, 'caf\u00e9 gravel moonlit')).toBe(text)
    expect(written.includes('made up')).toBe(false)
    expect(written.includes(Buffer.from('made up').toString('base64').slice(0, 8))).toBe(false)
  })

  it('is what its documentation says, the header authenticated with the text', () => {
    const { kdf, cipher, data } = JSON.parse(written) as EncryptedExchange
    const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64')
    const options = { N: 131_072, r: 8, p: 1, maxmem: 2 ** 28 }
    const derived = scryptSync('caf\u00e9 gravel moonlit', bytes(kdf.salt), 32, options)
    const decipher = createDecipheriv('aes-256-gcm', derived, bytes(cipher.nonce))
    decipher.setAAD(
      Buffer.from(
        `{"cipher":{"name":"aes-256-gcm","nonce":"${cipher.nonce}"},"format":"dynamodb-workspaces-encrypted",` +
          `"kdf":{"n":131072,"name":"scrypt","p":1,"r":8,"salt":"${kdf.salt}"},"version":1}`,
      ),
    )
    decipher.setAuthTag(bytes(data).subarray(-16))
    const opened = Buffer.concat([decipher.update(bytes(data).subarray(0, -16)), decipher.final()])
    expect(opened.toString('utf8')).toBe(text)
  })

  it('has a salt and a nonce of its own', async () => {
    const other = JSON.parse(await encrypt(text, passphrase)) as EncryptedExchange
    const first = JSON.parse(written) as EncryptedExchange
    expect(other.kdf.salt).not.toBe(first.kdf.salt)
    expect(other.cipher.nonce).not.toBe(first.cipher.nonce)
    expect(other.data).not.toBe(first.data)
  })

  it.each<[string, (file: EncryptedExchange) => void]>([
    ['the text', (file) => void (file.data = flipped(file.data, 0))],
    ['the tag', (file) => void (file.data = flipped(file.data, Buffer.from(file.data, 'base64').length - 1))],
    ['the salt', (file) => void (file.kdf.salt = flipped(file.kdf.salt, 3))],
    ['the nonce', (file) => void (file.cipher.nonce = flipped(file.cipher.nonce, 3))],
    ['a cost', (file) => void (file.kdf.n = 2 ** 16)],
    ['the length', (file) => void (file.data = file.data.slice(0, -4))],
    ['everything', (file) => void (file.data = '')],
  ])('does not open when %s was changed', async (_what, change) => {
    expect(await opened(change)).toBeUndefined()
  })

  it('does not open with another passphrase', async () => {
    expect(await opened(() => {}, `${passphrase} `)).toBeUndefined()
  })

  it.each<[string, (file: EncryptedExchange) => object]>([
    ['kdf.n', (file) => ({ ...file, kdf: { ...file.kdf, n: 2 ** 30 } })],
    ['kdf.n', (file) => ({ ...file, kdf: { ...file.kdf, n: 131_073 } })],
    ['kdf.n', (file) => ({ ...file, kdf: { ...file.kdf, n: 2 } })],
    ['kdf.r', (file) => ({ ...file, kdf: { ...file.kdf, r: 1_000_000 } })],
    ['kdf.p', (file) => ({ ...file, kdf: { ...file.kdf, p: 1_000_000 } })],
    ['kdf.salt', (file) => ({ ...file, kdf: { ...file.kdf, salt: '' } })],
    ['kdf.name', (file) => ({ ...file, kdf: { ...file.kdf, name: 'none' } })],
    ['cipher.name', (file) => ({ ...file, cipher: { ...file.cipher, name: 'aes-256-cbc' } })],
    ['cipher.nonce', (file) => ({ ...file, cipher: { ...file.cipher, nonce: 'AAAA' } })],
    ['data', (file) => ({ ...file, data: '<>' })],
    ['more', (file) => ({ ...file, more: 1 })],
  ])('with another %s is refused before anything is computed', (place, change) => {
    expect(reading(change)).toEqual({
      ok: false,
      sentence: `Not as expected in the encrypted file: ${place}.`,
    })
  })

  it('of a newer version says so', () => {
    expect(reading((file) => ({ ...file, version: 2 }))).toMatchObject({
      sentence: expect.stringContaining('newer'),
    })
  })
})
