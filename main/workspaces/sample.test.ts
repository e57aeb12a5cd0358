import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSample } from './sample'
import { createKeychain } from '../storage/secrets/keychain'
import { createStateFile } from '../storage/records/stateFile'
import { createWorkspaceFiles } from '../storage/records/workspaceFiles'
import { createWorkspaces } from './workspaces'

const folder = mkdtempSync(join(tmpdir(), 'sample-'))
const load = () => Promise.reject(new Error('no keychain is needed'))
const workspaces = createWorkspaces({
  files: createWorkspaceFiles({ folder: join(folder, 'workspaces'), appVersion: '1.2.3' }),
  keychain: createKeychain({ service: 'sample', load }),
  stateFile: createStateFile(join(folder, 'state.json')),
})
let sample: ReturnType<typeof createSample>
beforeEach(() => (sample = createSample(workspaces)))
afterEach(() => sample.stop())

test('the sample is made once, and taken again by its id; another workspace is not taken for it', async () => {
  const made = await sample.open(null)
  if (!made.ok) throw new Error(made.failure.message)
  expect(made.value.saved).toMatchObject({ sample: true, source: { useLocal: true } })
  expect(await sample.open(made.value.id)).toEqual(made)

  const plain = await workspaces.create()
  if (!plain.ok) throw new Error(plain.failure.message)
  const other = await sample.open(plain.value.id)
  expect(other).toMatchObject({ ok: true, value: { saved: { sample: true } } })
  expect(await workspaces.find(plain.value.id)).toEqual(plain)

  expect(await sample.open(crypto.randomUUID())).toMatchObject({ failure: { code: 'notFound' } })
  rmSync(folder, { recursive: true })
})

test('a sample that cannot load its instance says so, and one without a port says that', async () => {
  const broken = createSample(workspaces, () => Promise.reject(new Error('Cannot find module')))
  expect(await broken.open(null)).toMatchObject({
    failure: { code: 'sampleNotStarted', message: expect.stringContaining('could not be loaded') },
  })
  const full = Object.assign(new Error('no'), { code: 'EADDRINUSE', syscall: 'listen' })
  const noPort = (): Server => {
    const server = createServer()
    return Object.assign(server, { listen: () => void server.emit('error', full) })
  }
  const crowded = createSample(workspaces, async () => noPort)
  expect(await crowded.open(null)).toMatchObject({
    failure: {
      remedy: expect.stringContaining('Close programs that use many network ports, such as servers'),
    },
  })
})
