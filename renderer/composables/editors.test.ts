import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { Api, CallInput } from '../../domain/contract'
import { pack } from '../../domain/packed'
import { ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import { noSecrets } from '../../domain/secret/secret'
import { rowOf } from '../../domain/list/workspaceRow'
import { blankWorkspace } from '../../domain/workspace/workspace'
import type { Workspace } from '../../domain/workspace/workspace'
import type { WorkspaceRecord } from '../../domain/workspace/workspaceRecord'
import { useImportingStore } from '../stores/importing'
import { useNoticesStore } from '../stores/notices'
import { useTypedSecretsStore } from '../stores/typedSecrets'
import { useWorkspacesStore } from '../stores/workspaces/workspaces'
import { useEditorsStore } from '../stores/editor/editors'
import { useImportSheet } from './useImportSheet'
import { usePasting } from './usePasting'
import { useTagging } from './commands/useTagging'

/** The main process as the window sees it; each test puts its calls here. */
const api: Partial<Api> = vi.hoisted(() => {
  const calls = {}
  vi.stubGlobal('window', { api: calls })
  vi.stubGlobal('requestAnimationFrame', (work: () => void) => setTimeout(work))
  return calls
})

const ids = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'] as const
const [id, otherId] = ids
const named = (name: string): Workspace => ({ ...blankWorkspace(), name })

const environment = { secretKey: false, container: false }
/** What the main process has on disk. */
const disk = new Map<string, WorkspaceRecord>()
const recordOf = (of: string): WorkspaceRecord => disk.get(of) as WorkspaceRecord
/** What the next save waits for. */
let beforeSave: () => Promise<unknown> = async () => undefined

async function keepDraft({ id: of, draft }: CallInput<'keepDraft'>): Promise<Result<null>> {
  const record = recordOf(of)
  const isSaved = JSON.stringify(record.saved) === JSON.stringify(draft)
  disk.set(of, { ...record, draft: isSaved ? null : draft })
  return ok(null)
}
async function saveWorkspace({
  id: of,
  workspace,
}: CallInput<'saveWorkspace'>): Promise<Result<WorkspaceRecord>> {
  await keepDraft({ id: of, draft: workspace })
  await beforeSave()
  const { draft } = recordOf(of)
  const isDraft = draft && JSON.stringify(draft) !== JSON.stringify(workspace)
  disk.set(of, { ...recordOf(of), saved: workspace, draft: isDraft ? draft : null })
  return ok(recordOf(of))
}
const calls: Partial<Api> = {
  on: () => () => undefined,
  keepDraft,
  listWorkspaces: async () => {
    const none = {
      setAside: [],
      isWritable: true,
      lastOpened: null,
      favourites: [],
      recents: [],
      openedAt: {},
    }
    return ok(pack({ rows: [...disk.values()].map((one) => rowOf(one, environment)), end: none }))
  },
  readWorkspace: async ({ id: of }) => ok(recordOf(of)),
  createWorkspace: async ({ id: of }) => {
    disk.set(of, { ...recordOf(id), id: of, saved: null, draft: blankWorkspace() })
    return ok(recordOf(of))
  },
  saveWorkspace,
  rememberOpened: async () => ok(null),
  endImport: async () => ok(null),
}

beforeEach(async () => {
  vi.useFakeTimers()
  vi.stubGlobal('requestIdleCallback', () => 0)
  setActivePinia(createPinia())
  Object.assign(api, calls)
  beforeSave = async () => undefined
  for (const one of ids) {
    const reports = { source: [], destination: [] }
    const rest = { savedAt: '', draft: null, readOnly: false, secrets: noSecrets(), reports }
    disk.set(one, { id: one, saved: named('Orders'), ...rest })
  }
  const workspaces = useWorkspacesStore()
  await workspaces.load()
  workspaces.open(id)
  await vi.waitFor(() => expect(workspaces.opened?.id).toBe(id))
})
afterEach(() => {
  ids.forEach(useEditorsStore().drop)
  vi.useRealTimers()
})

/** Lets drafts that wait be written. */
const pass = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1_000)

describe('while many are tagged', () => {
  it('edits of an open one that are made meanwhile stay, in the form and on disk', async () => {
    const editor = useEditorsStore().of(id)
    beforeSave = async () => {
      useEditorsStore().of(id).actions.editHeader({ description: 'Typed meanwhile' })
      await pass()
    }
    await useTagging().add(ids, 'qa')
    await pass()
    expect(recordOf(otherId)).toMatchObject({ saved: { tags: ['qa'] }, draft: null })
    expect(useEditorsStore().of(id).key).toBe(editor.key)
    expect(editor.form).toMatchObject({ tags: ['qa'], description: 'Typed meanwhile' })
    expect(recordOf(id)).toMatchObject({ draft: { tags: ['qa'], description: 'Typed meanwhile' } })
  })

  it('one without edits has none afterwards either, and is saved the next time, too', async () => {
    useEditorsStore().of(id)
    const tagging = useTagging()
    await tagging.add(ids, 'qa')
    await pass()
    await tagging.add(ids, 'nightly')
    await pass()
    expect(recordOf(id)).toMatchObject({ saved: { tags: ['qa', 'nightly'] }, draft: null })
    expect(useEditorsStore().of(id).view.isDirty).toBe(false)
  })
})

describe('after an import', () => {
  const outcome = { created: 0, replaced: 0, copied: 0, same: 0, secretsAdded: 0, kept: 0, replacedIds: [] }

  it('a workspace that was given secrets keeps what is typed', async () => {
    const editor = useEditorsStore().of(id)
    editor.actions.editHeader({ description: 'Typed' })
    const typed = useTypedSecretsStore()
    typed.type(id, 'source', 'sessionToken', 'x'.repeat(100))
    Object.assign(api, { runImport: async () => ok({ ...outcome, same: 1, secretsAdded: 1, ids: [id] }) })
    await useImportSheet().run(['keep'])
    expect(typed.of(id).source.sessionToken.kind).toBe('set')
    expect(useEditorsStore().of(id).form.description).toBe('Typed')
    expect(useImportingStore().step.kind).toBe('done')
  })

  it('the form of one that was replaced is read anew, and writes nothing more', async () => {
    const editor = useEditorsStore().of(id)
    Object.assign(api, {
      runImport: async () => {
        disk.set(id, { ...recordOf(id), saved: named('Theirs') })
        return ok({ ...outcome, replaced: 1, ids: [id], replacedIds: [id] })
      },
      listWorkspaces: async () => {
        const listed = await calls.listWorkspaces?.({ begin: true })
        editor.actions.editHeader({ description: 'Typed into the form that goes' })
        return listed
      },
    })
    await useImportSheet().run(['replace'])
    await pass()
    expect(useEditorsStore().of(id).form.name).toBe('Theirs')
    expect(recordOf(id)).toMatchObject({ saved: { name: 'Theirs' }, draft: null })
  })
})

it('a new workspace keeps what is typed before it is on disk', async () => {
  const workspaces = useWorkspacesStore()
  const newId = '00000000-0000-4000-8000-000000000003'
  Object.assign(api, {
    createWorkspace: async (input: CallInput<'createWorkspace'>) => {
      const created = await calls.createWorkspace?.(input)
      useEditorsStore().of(newId).actions.editHeader({ name: 'Typed' })
      await pass()
      return created
    },
  })
  await workspaces.create(newId)
  await pass()
  expect(recordOf(newId).draft?.name).toBe('Typed')
  useEditorsStore().drop(newId)
})

it('undoing a paste leaves a form alone that was read anew since', async () => {
  const accessKey = 'AKIAIOSFODNN7EXAMPLE'
  usePasting(useEditorsStore().of(id), 'source').fillFrom(
    `aws_access_key_id=${accessKey}\naws_secret_access_key=${'aB3/'.repeat(10)}`,
  )
  await pass()
  useEditorsStore().drop(id)
  const editor = useEditorsStore().of(id)
  useNoticesStore().undoLast()
  expect(editor.form.source.accessKey).toBe(accessKey)
  expect(editor.view.changes.source.secretKey.kind).toBe('set')
})

it('what is typed during a save does not keep others from waiting for its end', async () => {
  const editor = useEditorsStore().of(id)
  let end: () => void = () => undefined
  beforeSave = () => new Promise<void>((ended) => (end = ended))
  const saving = editor.actions.save(false)
  editor.actions.editHeader({ description: 'Typed' })
  await nextTick()
  await pass()
  let isFlushed = false
  const flushing = useEditorsStore()
    .flush()
    .then(() => (isFlushed = true))
  await pass()
  expect(isFlushed).toBe(false)
  end()
  await Promise.all([saving, flushing])
})

it('a save is shown to be running only when it takes long', async () => {
  const editor = useEditorsStore().of(id)
  editor.actions.editHeader({ name: 'Renamed' })
  let end: () => void = () => undefined
  beforeSave = () => new Promise<void>((ended) => (end = ended))
  const saving = editor.actions.save(false)
  expect(editor.view).toMatchObject({ saving: true, savesLong: false })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(editor.view).toMatchObject({ saving: true, savesLong: true })
  end()
  await saving
  expect(editor.view).toMatchObject({ saving: false, savesLong: false, isDirty: false })
})

it('a second save during the first saves what was typed since, and nothing else', async () => {
  const editor = useEditorsStore().of(id)
  const sent: string[] = []
  api.saveWorkspace = (input) => {
    sent.push(input.workspace.name)
    return saveWorkspace(input)
  }
  editor.actions.editHeader({ name: 'First' })
  const twice = [editor.actions.save(false), editor.actions.save(false)]
  await Promise.all(twice)
  expect(sent).toEqual(['First'])
  editor.actions.editHeader({ name: 'Second' })
  const first = editor.actions.save(false)
  editor.actions.editHeader({ name: 'Third' })
  await Promise.all([first, editor.actions.save(false)])
  expect(sent).toEqual(['First', 'Second', 'Third'])
})

it('what follows from secrets and reports stays as it is when only a name is saved', async () => {
  const editor = useEditorsStore().of(id)
  editor.actions.editHeader({ name: 'Renamed' })
  const { sides, changes } = editor.view
  beforeSave = async () => void disk.set(id, structuredClone(recordOf(id)))
  await editor.actions.save(false)
  expect(editor.view.record?.saved?.name).toBe('Renamed')
  expect(editor.view.sides).toBe(sides)
  expect(editor.view.changes).toBe(changes)
})
