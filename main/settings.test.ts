import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createSettings } from './settings'
import { createStateFile } from './storage/stateFile'

let folder: string
let chosen: string | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'settings-'))
  chosen = undefined
})
afterEach(() => rm(folder, { recursive: true }))

const open = () =>
  createSettings({ stateFile: createStateFile(join(folder, 'state.json')), chooseFile: async () => chosen })

it('begin with the defaults, and are kept from one run to the next', async () => {
  expect(open().read()).toEqual({ deadlineSeconds: 15 })
  await open().setDeadline(40)
  expect(open().read()).toEqual({ deadlineSeconds: 40 })
})

it('take a file of certificates, give its content, and let it go again', async () => {
  chosen = join(folder, 'company.pem')
  await writeFile(chosen, rootCertificates[0] ?? '')
  const settings = open()
  expect(await settings.chooseCertificates()).toEqual({
    ok: true,
    value: { deadlineSeconds: 15, certificateFile: chosen },
  })
  expect(await open().certificates()).toEqual({ ok: true, value: [rootCertificates[0]] })
  expect(await settings.removeCertificates()).toEqual({ ok: true, value: { deadlineSeconds: 15 } })
  expect(await settings.certificates()).toEqual({ ok: true, value: [] })
})

it('refuse a file without certificates, and keep the one chosen before', async () => {
  const settings = open()
  chosen = join(folder, 'company.pem')
  await writeFile(chosen, rootCertificates[0] ?? '')
  await settings.chooseCertificates()
  const before = settings.read()
  chosen = join(folder, 'notes.txt')
  await writeFile(chosen, 'nothing')
  expect(await settings.chooseCertificates()).toMatchObject({ ok: false })
  chosen = undefined
  expect(await settings.chooseCertificates()).toEqual({ ok: true, value: before })
  expect(settings.read()).toEqual(before)
})

it('say when the file of certificates has gone since', async () => {
  const settings = open()
  chosen = join(folder, 'company.pem')
  await writeFile(chosen, rootCertificates[0] ?? '')
  await settings.chooseCertificates()
  await rm(chosen)
  expect(await settings.certificates()).toMatchObject({
    ok: false,
    failure: { message: 'company.pem cannot be read.' },
  })
})
