import { X509Certificate } from 'node:crypto'
import { basename } from 'node:path'
import { failed, ok } from '../../../domain/result'
import type { CertificatesView } from '../../../domain/app/settings'
import type { Result } from '../../../domain/result'
import { readRegularFile } from '../../machine/regularFile'

/** The largest file of certificates that is read, in bytes; the system's own files are far smaller. */
const largest = 2 * 1024 * 1024

const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/** Reads the certificates of a PEM file and checks that each can be parsed; fails when the file has none. */
export async function readCertificates(path: string): Promise<Result<string[]>> {
  const name = basename(path)
  const refused = (message: string): Result<string[]> =>
    failed({
      code: 'certificatesNotRead',
      message,
      remedy:
        'Choose a PEM file: a text file that contains the line BEGIN CERTIFICATE. Convert other formats to PEM with openssl.',
    })
  try {
    const file = readRegularFile(path, largest)
    if (file.kind === 'tooLarge')
      return refused(`${name} is larger than 2 MB, which is too large for a file of certificates.`)
    if (file.kind === 'notRegular') return refused(`${name} is not a regular file.`)
    if (file.kind === 'missing') return refused(`${name} cannot be read.`)
    const certificates = file.content.toString('latin1').match(block) ?? []
    if (certificates.length === 0) return refused(`${name} contains no certificate.`)
    for (const certificate of certificates) new X509Certificate(certificate)
    return ok([...certificates])
  } catch (error) {
    const unreadable = error instanceof Error && 'syscall' in error
    return refused(unreadable ? `${name} cannot be read.` : `${name} contains a damaged certificate.`)
  }
}

/** Says how many certificates a file has and when the first of them ends. */
export function describeCertificates(path: string, certificates: readonly string[]): CertificatesView {
  const ends = certificates.map((pem) => Date.parse(new X509Certificate(pem).validTo))
  const goodUntil = new Date(Math.min(...ends)).toISOString()
  return { name: basename(path), count: certificates.length, goodUntil }
}
