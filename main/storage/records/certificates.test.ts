import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readCertificates } from './certificates'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'certificates-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function read(content: string) {
  const path = join(folder, 'company.pem')
  await writeFile(path, content)
  return readCertificates(path)
}

it('reads every certificate of a file, whatever is between them', async () => {
  const [first = '', second = ''] = rootCertificates
  const result = await read(`Company root\n${first}\n\n# older\n${second}\n`)
  expect(result).toEqual({ ok: true, value: [first, second] })
})

it.each([
  ['nothing', '', 'company.pem contains no certificate.'],
  [
    'a key',
    '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----',
    'company.pem contains no certificate.',
  ],
  [
    'a damaged certificate',
    '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    'company.pem contains a damaged certificate.',
  ],
  [
    'a file that is far too large',
    'x'.repeat(2 * 1024 * 1024 + 1),
    'company.pem is larger than 2 MB, which is too large for a file of certificates.',
  ],
])('refuses %s and says why', async (_what, content, message) => {
  expect(await read(content)).toMatchObject({ ok: false, failure: { code: 'certificatesNotRead', message } })
})

it('reports a missing file', async () => {
  expect(await readCertificates(join(folder, 'gone.pem'))).toMatchObject({
    ok: false,
    failure: { message: 'gone.pem cannot be read.' },
  })
})
