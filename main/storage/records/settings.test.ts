import { X509Certificate } from 'node:crypto'
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

it('start with the defaults, and are kept for the next run', async () => {
  expect(open().read()).toEqual(defaultSettings)
  await open().change({ deadlineSeconds: 40 })
  await open().change({ theme: 'dark', askBeforeDeleting: true })
  await open().change({ readinessAfterTest: true })
  expect(open().read()).toEqual({
    ...defaultSettings,
    deadlineSeconds: 40,
    readinessAfterTest: true,
    theme: 'dark',
    askBeforeDeleting: true,
  })
})

it('store a file of certificates, return its content, and remove it again', async () => {
  chosen = join(folder, 'company.pem')
  await writeFile(chosen, rootCertificates[0] ?? '')
  const settings = open()
  expect(await settings.chooseCertificates()).toEqual({
    ok: true,
    value: { ...defaultSettings, certificateFile: chosen },
  })
  expect(await open().certificates()).toEqual({ ok: true, value: [rootCertificates[0]] })
  const goodUntil = new Date(new X509Certificate(rootCertificates[0] ?? '').validTo).toISOString()
  expect(await open().describeCertificates()).toEqual({
    ok: true,
    value: { name: 'company.pem', count: 1, goodUntil },
  })
  expect(await settings.removeCertificates()).toEqual({ ok: true, value: defaultSettings })
  expect(await settings.certificates()).toEqual({ ok: true, value: [] })
  expect(await settings.describeCertificates()).toEqual({ ok: true, value: null })
})

it('refuse a file without certificates, and keep the earlier choice', async () => {
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

it('report when the file of certificates is missing', async () => {
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

it('use the defaults for settings that an older file lacks', async () => {
  await writeFile(join(folder, 'state.json'), JSON.stringify({ settings: { deadlineSeconds: 40 } }))
  expect(open().read()).toEqual({ ...defaultSettings, deadlineSeconds: 40 })
})

it('are all reset, without resetting anything else of the last run', async () => {
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

it('are passed to the listener at each change', async () => {
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
