import { X509Certificate } from 'node:crypto'
import { basename } from 'node:path'
import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { readRegularFile } from '../../machine/regularFile'

/** The largest file of certificates that is read, in bytes; the system's own are well below. */
const largest = 2 * 1024 * 1024

const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/** The certificates in a PEM file, each one checked to be one; fails with words when there is none. */
export async function readCertificates(path: string): Promise<Result<string[]>> {
  const name = basename(path)
  const refused = (message: string): Result<string[]> =>
    failed({
      code: 'certificatesNotRead',
      message,
      remedy:
        'Choose a file in PEM form: text with BEGIN CERTIFICATE in it. Other forms can be converted with openssl.',
    })
  try {
    const file = readRegularFile(path, largest)
    if (file.kind === 'tooLarge') return refused(`${name} is too large for a file of certificates.`)
    if (file.kind === 'notRegular') return refused(`${name} is not a regular file.`)
    if (file.kind === 'missing') return refused(`${name} cannot be read.`)
    const certificates = file.bytes.toString('latin1').match(block) ?? []
    if (certificates.length === 0) return refused(`${name} holds no certificate.`)
    for (const certificate of certificates) new X509Certificate(certificate)
    return ok([...certificates])
  } catch (error) {
    const unreadable = error instanceof Error && 'syscall' in error
    return refused(unreadable ? `${name} cannot be read.` : `${name} holds a certificate that is damaged.`)
  }
}
