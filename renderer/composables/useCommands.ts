import { nextTick, ref } from 'vue'
import { fieldLabels } from '../../domain/connection'
import type { Command } from '../../domain/contract'
import type { Failure, FailureCode } from '../../domain/failure'
import { sides } from '../../domain/side'
import type { Side } from '../../domain/side'
import { titleOf } from '../../domain/workspace'
import { useMachine } from '../stores/machine'
import { useNotices } from '../stores/notices'
import { useTypedSecrets } from '../stores/typedSecrets'
import { currentOf, useWorkspaces } from '../stores/workspaces'
import { focusField } from './focusField'
import { plain } from './plain'
import { useConnectionTest } from './useConnectionTest'
import { dropEditor, editorOf } from './useEditor'
import type { Editor } from './useEditor'

/** The keys of each command, with `Mod` for Ctrl or Command. */
const keys: Partial<Record<Command, string>> = {
  newWorkspace: 'Mod+N',
  saveWorkspace: 'Mod+S',
  duplicateWorkspace: 'Mod+D',
  deleteWorkspace: 'Mod+Shift+Backspace',
  findWorkspace: 'Mod+F',
  testBoth: 'Mod+Enter',
  testSource: 'Mod+1',
  testDestination: 'Mod+2',
  cancelTest: 'Escape',
}

const keychainCodes: readonly FailureCode[] = ['keychainNotWritten', 'keychainUnreadable', 'keychainWaiting']

/** A save that the keychain kept from happening; the person decides how to go on. */
const refusedSave = ref<{ id: string; failure: Failure } | null>(null)

/** The product's commands: what menu, keys and buttons call. Each acts on the open workspace. */
export function useCommands() {
  const workspaces = useWorkspaces()
  const notices = useNotices()
  const machine = useMachine()
  const typed = useTypedSecrets()

  const open = (): Editor | undefined => (workspaces.opened ? editorOf(workspaces.opened.id) : undefined)

  function focusName(): void {
    void nextTick(() => document.getElementById('workspace-name')?.focus())
  }

  async function save(editor: Editor, thisRunOnly: boolean): Promise<void> {
    refusedSave.value = null
    const result = await editor.save(thisRunOnly)
    if (!result.ok && keychainCodes.includes(result.failure.code)) {
      refusedSave.value = { id: editor.id, failure: result.failure }
    } else if (!result.ok) {
      notices.fail(result.failure)
      if (editor.nameProblem.value) focusName()
    }
    void machine.refresh()
  }

  async function discard(editor: Editor): Promise<void> {
    const lost = plain(editor.form)
    const wasSaved = editor.record.value?.saved !== null
    await editor.flush()
    const result = await workspaces.discard(editor.id)
    if (!result.ok) return notices.fail(result.failure)
    typed.drop(editor.id)
    dropEditor(editor.id)
    const action = {
      label: 'Undo',
      hint: 'Brings the discarded changes back',
      run: () => {
        workspaces.showDraft(editor.id, lost)
        void workspaces.keepDraft(editor.id, lost)
        dropEditor(editor.id)
      },
    }
    notices.tell('The changes are discarded.', wasSaved ? { action } : {})
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
  const needNoWorkspace: readonly Command[] = ['newWorkspace', 'openSample', 'findWorkspace']

  return {
    refusedSave,
    /** Saves after the keychain refused: again, or with the secrets in memory for this run only. */
    saveAgain(thisRunOnly: boolean): void {
      if (refusedSave.value) void save(editorOf(refusedSave.value.id), thisRunOnly)
    },

    /** Does a command; one that needs a workspace does nothing while none is open. */
    run(command: Command): void {
      const editor = open()
      if (editor) void actions[command](editor)
      else if (needNoWorkspace.includes(command)) void actions[command](undefined as never)
    },

    /** The keys of a command as this system writes them, such as `Ctrl N`. */
    keysOf: (command: Command): string | undefined =>
      keys[command]?.replace('Mod', machine.commandKey).replace('Enter', '⏎').replaceAll('+', ' '),

    /** The command that pressed keys stand for. */
    commandOf(event: KeyboardEvent): Command | undefined {
      const mod = machine.view.platform === 'darwin' ? event.metaKey : event.ctrlKey
      const pressed = [
        mod && 'Mod',
        event.shiftKey && 'Shift',
        event.key.length === 1 ? event.key.toUpperCase() : event.key,
      ]
        .filter(Boolean)
        .join('+')
      return (Object.keys(keys) as Command[]).find((command) => keys[command] === pressed)
    },
  }
}
