import { fieldLabels } from '../../domain/connection'
import type { Command } from '../../domain/contract'
import { sides } from '../../domain/side'
import type { Side } from '../../domain/side'
import { titleOf } from '../../domain/workspace'
import { useExporting } from '../stores/exporting'
import { useImporting } from '../stores/importing'
import { useNotices } from '../stores/notices'
import { useSettings } from '../stores/settings'
import { useTypedSecrets } from '../stores/typedSecrets'
import { currentOf, useWorkspaces } from '../stores/workspaces'
import { focusField, focusName } from './focusField'
import { plain } from './plain'
import { useConnectionTest } from './useConnectionTest'
import { dropEditor, editorOf } from './useEditor'
import type { Editor } from './useEditor'
import { useSaving } from './useSaving'

/** The product's commands: what menu, keys and buttons call. Each acts on the open workspace. */
export function useCommands() {
  const workspaces = useWorkspaces()
  const notices = useNotices()
  const { save } = useSaving()
  const settings = useSettings()
  const typed = useTypedSecrets()

  const open = (): Editor | undefined => (workspaces.opened ? editorOf(workspaces.opened.id) : undefined)

  async function discard(editor: Editor): Promise<void> {
    const lost = plain(editor.form)
    const wasSaved = editor.record.value?.saved !== null
    await editor.flush()
    const result = await workspaces.discard(editor.id)
    if (!result.ok) return notices.fail(result.failure)
    typed.drop(editor.id)
    dropEditor(editor.id)
    const undo = (): void => {
      if (wasSaved) {
        workspaces.showDraft(editor.id, lost)
        void workspaces.keepDraft(editor.id, lost)
      } else void workspaces.create(editor.id, lost)
      dropEditor(editor.id)
    }
    const action = { label: 'Undo', hint: 'Brings the discarded changes back', run: undo }
    notices.tell(wasSaved ? 'The changes are discarded.' : 'The workspace is discarded.', { action })
  }

  async function remove(editor: Editor): Promise<void> {
    const { id } = editor
    const title = titleOf(editor.form)
    await editor.flush()
    const result = await workspaces.remove(id)
    if (!result.ok) return notices.fail(result.failure)
    notices.tell(`“${title}” is deleted.`, {
      action: {
        label: 'Undo',
        hint: 'Brings the workspace and its secrets back',
        run: () => {
          dropEditor(id)
          void workspaces.restore(id)
        },
      },
      lapsed: () => {
        typed.drop(id)
        dropEditor(id)
        void workspaces.forgetDeleted(id)
      },
    })
  }

  async function duplicate(editor: Editor): Promise<void> {
    await editor.flush()
    const result = await workspaces.duplicate(editor.id)
    if (!result.ok) return notices.fail(result.failure)
    const hadSecrets = sides.some((side) =>
      Object.values(editor.states.value[side]).some(({ kind }) => kind !== 'none'),
    )
    notices.tell(
      `This is the copy, “${titleOf(currentOf(result.value))}”.${hadSecrets ? ' Secrets are not copied.' : ''}`,
    )
    focusName()
  }

  async function test(editor: Editor, which: readonly Side[]): Promise<void> {
    const { test: run } = useConnectionTest(editor)
    const waiting = which.filter((side) => editor.view.value[side].problems.length > 0)
    if (waiting.length > 0) {
      const names = waiting.map((side) => {
        editor.attempt(side)
        const fields = editor.view.value[side].problems.map(({ field }) => fieldLabels[field])
        return `${fields.join(', ')} of the ${side}`
      })
      const first = editor.view.value[waiting[0] ?? 'source'].problems[0]
      if (first) focusField(waiting[0] ?? 'source', first.field)
      return notices.tell(`The test waits for ${names.join('; ')}.`)
    }
    // One after the other: what the source's test finds is evidence for the destination's.
    for (const side of which) {
      await run(side)
      if (editor.record.value?.reports[side][0]?.outcome === 'cancelled') return
    }
  }

  async function createNew(): Promise<void> {
    const created = workspaces.create()
    workspaces.query = ''
    focusName()
    const result = await created
    if (!result.ok) notices.fail(result.failure)
  }

  async function openSample(): Promise<void> {
    const result = await workspaces.openSample()
    if (!result.ok) return notices.fail(result.failure)
    dropEditor(result.value.id)
  }

  const actions: Record<Command, (editor: Editor) => unknown> = {
    newWorkspace: createNew,
    openSample,
    openSettings: () => settings.open(),
    exportWorkspaces: () => useExporting().open(),
    importWorkspaces: () => useImporting().open(),
    findWorkspace: () => document.getElementById('search-workspaces')?.focus(),
    saveWorkspace: (editor) =>
      editor.isDirty.value && !editor.readOnly.value ? save(editor, false) : undefined,
    discardDraft: (editor) => (editor.isDirty.value ? discard(editor) : undefined),
    duplicateWorkspace: duplicate,
    deleteWorkspace: remove,
    testSource: (editor) => test(editor, ['source']),
    testDestination: (editor) => test(editor, ['destination']),
    testBoth: (editor) => test(editor, sides),
    cancelTest: (editor) => useConnectionTest(editor).cancel(),
  }
  const needNoWorkspace: readonly Command[] = [
    'newWorkspace',
    'openSample',
    'openSettings',
    'findWorkspace',
    'exportWorkspaces',
    'importWorkspaces',
  ]

  return {
    /** Does a command; one that needs a workspace does nothing while none is open. */
    run(command: Command): void {
      const editor = open()
      if (editor) void actions[command](editor)
      else if (needNoWorkspace.includes(command)) void actions[command](undefined as never)
    },
  }
}
