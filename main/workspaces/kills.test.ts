import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { keepBoth, secretPlaces } from '../../domain/secret/secret'
import type { SecretChange, SecretChanges, SecretStates } from '../../domain/secret/secret'
import type { BothSides } from '../../domain/side'
import { blankWorkspace } from '../../domain/workspace/workspace'
import type { Workspace } from '../../domain/workspace/workspace'
import { createFakeKeytar } from '../../test-support/fakeKeytar'
import type { FakeKeytar } from '../../test-support/fakeKeytar'
import { createKeychain } from '../storage/secrets/keychain'
import type { Keytar } from '../storage/secrets/keychain'
import { replaceFile } from '../storage/files/replaceFile'
import { createStateFile } from '../storage/records/stateFile'
import { createWorkspaceFiles } from '../storage/records/workspaceFiles'
import { createWorkspaces } from './workspaces'
import type { Workspaces } from './workspaces'

// Every change of secrets is interrupted before each of its steps in turn, as if the process were killed. A step is a
// call that changes the keychain, or the write of a file.

const root = mkdtempSync(join(tmpdir(), 'kills-'))
afterAll(() => rmSync(root, { recursive: true }))

const accessKey = 'AKIAIOSFODNN7EXAMPLE'
const named = (name: string): Workspace => ({
  ...blankWorkspace(),
  name,
  source: { ...blankWorkspace().source, accessKey },
  destination: { ...blankWorkspace().destination, accessKey },
})
const set = (value: string): SecretChange => ({ kind: 'set', value, version: randomUUID() })
const forget: SecretChange = { kind: 'forget' }
const changes = (
  source: Partial<SecretChanges>,
  destination: Partial<SecretChanges> = {},
): BothSides<SecretChanges> => ({
  source: { ...keepBoth(), ...source },
  destination: { ...keepBoth(), ...destination },
})

/** A secret that needs several entries. */
const long = (mark: string): string => mark.repeat(6_000)

/** One run of the application on this disk and keychain, which is killed before its step of this number. */
function start(disk: { userData: string; keytar: FakeKeytar }, killBefore = Infinity) {
  let steps = 0
  let kill = (): void => undefined
  const killed = new Promise<'killed'>((resolve) => (kill = () => resolve('killed')))
  async function step<T>(work: () => Promise<T>): Promise<T> {
    if (steps++ < killBefore) return work()
    kill()
    return new Promise<never>(() => undefined)
  }
  const load = async (): Promise<Keytar> => {
    const { getPassword, setPassword, deletePassword } = await disk.keytar.load()
    return {
      getPassword,
      setPassword: (...all) => step(() => setPassword(...all)),
      deletePassword: (...all) => step(() => deletePassword(...all)),
    }
  }
  const write = (path: string, text: string): Promise<void> => step(() => replaceFile(path, text))
  const folder = join(disk.userData, 'workspaces')
  const keychain = createKeychain({ service: 'test', load, waitMs: 60_000 })
  const workspaces = createWorkspaces({
    files: createWorkspaceFiles({ folder, appVersion: '1.0.0', write }),
    keychain,
    stateFile: createStateFile(join(disk.userData, 'state.json')),
  })
  return { workspaces, keychain, killed }
}

type Case = [what: string, act: (workspaces: Workspaces, id: string) => Promise<unknown>]

const save = (secrets: BothSides<SecretChanges>, thisRunOnly = false) =>
  ((workspaces, id) =>
    workspaces.save({ id, workspace: named('One'), secrets, thisRunOnly })) satisfies Case[1]

const move =
  (secretsFrom: (states: BothSides<SecretStates>) => BothSides<SecretChanges>): Case[1] =>
  async (workspaces, id) => {
    const found = await workspaces.find(id)
    return found.ok ? save(secretsFrom(found.value.secrets))(workspaces, id) : found
  }

const cases: Case[] = [
  ['a secret is forgotten', save(changes({ secretKey: forget }))],
  ['both secrets of a side are forgotten', save(changes({ secretKey: forget, sessionToken: forget }))],
  [
    'every secret is forgotten',
    save(changes({ secretKey: forget, sessionToken: forget }, { secretKey: forget })),
  ],
  ['a secret is replaced', save(changes({ secretKey: set(long('n')) }))],
  [
    'one is replaced, the other forgotten',
    save(changes({ secretKey: set(long('n')), sessionToken: forget })),
  ],
  [
    'a secret moves to the other side',
    move(({ source }) =>
      changes({ secretKey: forget }, { secretKey: { kind: 'fromOther', state: source.secretKey } }),
    ),
  ],
  [
    'secrets change sides',
    move(({ source, destination }) =>
      changes(
        { secretKey: { kind: 'fromOther', state: destination.secretKey }, sessionToken: forget },
        {
          secretKey: { kind: 'fromOther', state: source.secretKey },
          sessionToken: { kind: 'fromOther', state: source.sessionToken },
        },
      ),
    ),
  ],
  ['a secret is kept for this run instead', save(changes({ secretKey: set('r') }), true)],
  ['it is duplicated', (workspaces, id) => workspaces.duplicate({ id, name: 'Two', withSecrets: true })],
  [
    'it is deleted for good',
    async (workspaces, id) => {
      await workspaces.delete(id)
      return workspaces.forgetDeleted(id)
    },
  ],
]

describe('killed before any step, no secret is lost and none is orphaned, when', () => {
  it.each(cases)('%s', async (_what, act) => {
    let outcome: unknown = 'killed'
    for (let killBefore = 0; outcome === 'killed'; killBefore++) {
      const disk = { userData: mkdtempSync(join(root, 'case-')), keytar: createFakeKeytar() }
      const id = randomUUID()
      const before = start(disk).workspaces
      await before.create(id)
      const secrets = changes(
        { secretKey: set(long('a')), sessionToken: set(long('b')) },
        { secretKey: set(long('c')) },
      )
      const saved = await before.save({ id, workspace: named('One'), secrets, thisRunOnly: false })
      expect(saved.ok).toBe(true)

      const run = start(disk, killBefore)
      outcome = await Promise.race([act(run.workspaces, id), run.killed])
      if (outcome !== 'killed') expect(outcome).toMatchObject({ ok: true })

      const next = start(disk)
      const listed = await next.workspaces.list()
      if (!listed.ok) throw new Error(listed.failure.message)
      for (const record of listed.value.workspaces) {
        for (const [side, name] of secretPlaces) {
          if (record.secrets[side][name].kind !== 'saved') continue
          const read = await next.workspaces.readSecret(record.id, side, name, accessKey)
          expect(
            read,
            `${side} ${name} of ${record.saved?.name}, killed before step ${killBefore}`,
          ).toMatchObject({
            ok: true,
            value: expect.stringMatching(/^(a+|b+|c+|n+)$/),
          })
        }
      }
      await next.keychain.check()
      await next.workspaces.purgeDeleted()
      const after = await next.workspaces.list()
      const markers = after.ok ? after.value.workspaces : []
      const expected = markers.flatMap(({ id: of, secrets: states }) =>
        secretPlaces.flatMap(([side, name]) => {
          const state = states[side][name]
          return state.kind === 'saved' ? [`${of}.${side}.${name}.${state.version}`] : []
        }),
      )
      const heads = [...disk.keytar.entries.keys()].map((entry) => entry.replace(/#.*$/, ''))
      expect([...new Set(heads)].sort(), `killed before step ${killBefore}`).toEqual(expected.sort())
    }
  })
})
