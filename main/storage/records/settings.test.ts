import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { defaultSettings } from '../../../domain/app/settings'
import type { Settings } from '../../../domain/app/settings'
import { createSettings } from './settings'
import { createStateFile } from './stateFile'

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
  expect(open().read()).toEqual(defaultSettings)
  await open().change({ deadlineSeconds: 40 })
  await open().change({ theme: 'dark', askBeforeDeleting: true })
  await open().change({ readinessAfterTest: true })
  expect(open().read()).toEqual({
    deadlineSeconds: 40,
    readinessAfterTest: true,
    theme: 'dark',
    askBeforeDeleting: true,
  })
})

it('take a file of certificates, give its content, and let it go again', async () => {
  chosen = join(folder, 'company.pem')
  await writeFile(chosen, rootCertificates[0] ?? '')
  const settings = open()
  expect(await settings.chooseCertificates()).toEqual({
    ok: true,
    value: { ...defaultSettings, certificateFile: chosen },
  })
  expect(await open().certificates()).toEqual({ ok: true, value: [rootCertificates[0]] })
  expect(await settings.removeCertificates()).toEqual({ ok: true, value: defaultSettings })
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

it('have their defaults where an older file lacks them', async () => {
  await writeFile(join(folder, 'state.json'), JSON.stringify({ settings: { deadlineSeconds: 40 } }))
  expect(open().read()).toEqual({ ...defaultSettings, deadlineSeconds: 40 })
})

it('are all reset, and nothing else of the last run is', async () => {
  const stateFile = createStateFile(join(folder, 'state.json'))
  await stateFile.update({ lastOpened: 'one' })
  const settings = createSettings({ stateFile, chooseFile: async () => undefined })
  await settings.change({ deadlineSeconds: 40, theme: 'light', askBeforeDeleting: true })
  expect(await settings.reset()).toEqual({ ok: true, value: defaultSettings })
  expect(createStateFile(join(folder, 'state.json')).read()).toEqual({
    lastOpened: 'one',
    settings: defaultSettings,
  })
})

it('are told to whoever shows them, at each change', async () => {
  const heard: Settings['theme'][] = []
  const settings = createSettings({
    stateFile: createStateFile(join(folder, 'state.json')),
    chooseFile: async () => undefined,
    onChange: ({ theme }) => heard.push(theme),
  })
  await settings.change({ theme: 'dark' })
  await settings.reset()
  expect(heard).toEqual(['dark', 'system'])
})
