import { computed, effectScope, onScopeDispose, reactive, ref, watch } from 'vue'
import type { EffectScope } from 'vue'
import { adviseOn } from '../../domain/advice'
import type { ConnectionForm, FieldName } from '../../domain/connection'
import { failed } from '../../domain/result'
import type { Result } from '../../domain/result'
import { judgePair } from '../../domain/pairRule'
import { noSecrets, secretNames } from '../../domain/secret'
import type { SecretName, SecretState } from '../../domain/secret'
import { sideName, sides } from '../../domain/side'
import type { Side } from '../../domain/side'
import { viewSides } from '../../domain/sideView'
import { headerProblems } from '../../domain/workspace'
import type { Workspace } from '../../domain/workspace'
import { plain } from './plain'
import { togetherAs } from './fieldMessage'
import type { FieldMessage } from './fieldMessage'
import { useAccounts } from '../stores/accounts'
import { useMachine } from '../stores/machine'
import { useNotices } from '../stores/notices'
import { useTypedSecrets } from '../stores/typedSecrets'
import { currentOf, useWorkspaces } from '../stores/workspaces'

/** How long after the last key a draft is written, in milliseconds. */
const keepAfterMs = 250

const editors = new Map<string, { editor: Editor; scope: EffectScope }>()
const dropped = ref(0)
let last = 0

/** The editor of a workspace: one for as long as the window lives, so that leaving a workspace loses nothing. */
export function editorOf(id: string): Editor {
  // Read so that whoever shows an editor looks again when one is dropped.
  void dropped.value
  const present = editors.get(id)
  if (present) return present.editor
  const scope = effectScope(true)
  const editor = scope.run(() => createEditor(id)) as Editor
  editors.set(id, { editor, scope })
  return editor
}

/** Ends the editor of a workspace whose form must be read anew: deleted, discarded or replaced. */
export function dropEditor(id: string): void {
  editors.get(id)?.scope.stop()
  editors.delete(id)
  dropped.value++
}

/** The editor of a workspace whose form was opened in this run, and not dropped since. */
export function openEditorOf(id: string): Editor | undefined {
  return editors.get(id)?.editor
}

/** Writes every draft that is still waiting, and says whether all of them are kept. */
export async function flushDrafts(): Promise<boolean> {
  const kept = await Promise.all([...editors.values()].map(({ editor }) => editor.flush()))
  return kept.every(Boolean)
}

function equal(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function createEditor(id: string) {
  const workspaces = useWorkspaces()
  const typed = useTypedSecrets()
  const machine = useMachine()
  const accounts = useAccounts()
  const notices = useNotices()

  const record = computed(() => workspaces.records.find((one) => one.id === id))
  const start = record.value
  if (!start) throw new Error('An editor needs a workspace that is listed')
  const form = reactive<Workspace>(plain(currentOf(start)))
  const touched = reactive(new Set<string>())
  const attempted = reactive(new Set<Side>())
  const saving = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Whether the last draft reached the disk. */
  let isKept = true
  /** What is on its way to the disk. */
  let keeping: Promise<unknown> = Promise.resolve()

  const states = computed(() => record.value?.secrets ?? noSecrets())
  const changes = computed(() => typed.of(id))
  const readOnly = computed(() => record.value?.readOnly ?? false)

  const view = computed(() =>
    viewSides({
      workspace: form,
      states: states.value,
      changes: changes.value,
      reports: record.value?.reports ?? { source: [], destination: [] },
      environment: machine.view.environment,
    }),
  )

  const verdict = computed(() => {
    const judged = judgePair(
      { form: form.source, place: view.value.source.place },
      { form: form.destination, place: view.value.destination.place },
      machine.view.machine,
    )
    return { ...judged, title: accounts.named(judged.title), evidence: accounts.named(judged.evidence) }
  })

  const changedSecrets = (side: Side): boolean =>
    secretNames.some((name) => changes.value[side][name].kind !== 'keep')

  /** What differs from what is saved, in the words of the save bar. */
  const unsaved = computed<string[]>(() => {
    const saved = record.value?.saved
    if (!saved) return ['a new workspace']
    const header = (workspace: Workspace): unknown[] => [
      workspace.name,
      workspace.description,
      workspace.tags,
      workspace.connectionType,
    ]
    return [
      ...(equal(header(form), header(saved)) ? [] : ['Details']),
      ...sides.filter((side) => !equal(form[side], saved[side]) || changedSecrets(side)).map(sideName),
    ]
  })

  const nameProblem = computed(() => headerProblems(form).find(({ field }) => field === 'name'))
  const descriptionProblem = computed(() => headerProblems(form).find(({ field }) => field === 'description'))

  function messageOf(side: Side, field: FieldName): FieldMessage | undefined {
    const told = plainMessageOf(side, field)
    return told && { ...told, sentence: accounts.named(told.sentence) }
  }

  function plainMessageOf(side: Side, field: FieldName): FieldMessage | undefined {
    const problem = view.value[side].problems.find((one) => one.field === field)
    if (problem) {
      const seen = touched.has(`${side}.${field}`) || attempted.has(side) || record.value?.saved
      if (!seen) return undefined
      const loud = problem.kind === 'wrong' || attempted.has(side)
      return { kind: loud ? 'wrong' : 'missing', sentence: problem.sentence }
    }
    const advice = adviseOn(form[side], view.value[side].context, machine.view.machine)
    return togetherAs(advice.filter((one) => one.field === field))
  }

  function keep(): void {
    clearTimeout(timer)
    timer = undefined
    if (!record.value || readOnly.value) {
      // There is nothing that could be kept, or lost.
      isKept = true
      return
    }
    const draft = plain(form)
    workspaces.showDraft(id, equal(draft, record.value.saved) ? null : draft)
    const kept = workspaces.keepDraft(id, draft).then((answer) => {
      // Said once, not at every key; closing asks again.
      if (!answer.ok && isKept) notices.fail(answer.failure)
      isKept = answer.ok
    })
    // A save that is not at its end is waited for as well.
    keeping = Promise.allSettled([keeping, kept])
  }

  watch(form, () => {
    clearTimeout(timer)
    timer = setTimeout(keep, keepAfterMs)
  })
  // A form that was dropped writes nothing more.
  onScopeDispose(() => clearTimeout(timer))

  return {
    id,
    /** Differs between two editors of one workspace, so that the form is built anew. */
    key: ++last,
    form,
    record,
    view,
    verdict,
    readOnly,
    saving,
    unsaved,
    nameProblem,
    descriptionProblem,
    messageOf,
    states,
    changes,
    edit: (side: Side, patch: Partial<ConnectionForm>): void => void Object.assign(form[side], patch),
    /** Puts whole connections in the place of those in the form. */
    editSides: (patch: Partial<Pick<Workspace, Side>>): void => void Object.assign(form, patch),
    editHeader: (patch: Partial<Omit<Workspace, Side>>): void => void Object.assign(form, patch),
    touch: (side: Side, field: FieldName) => touched.add(`${side}.${field}`),
    attempt: (side: Side) => attempted.add(side),
    stateOf: (side: Side, name: SecretName): SecretState => states.value[side][name],
    isDirty: computed(() => record.value?.saved === null || unsaved.value.length > 0),

    /** Writes the draft now if it waits to be written, lets a save come to its end, and says whether all is kept. */
    async flush(): Promise<boolean> {
      if (timer !== undefined || !isKept) keep()
      await keeping
      return isKept
    },

    /** Saves form and secrets together. What was typed meanwhile stays typed. */
    async save(thisRunOnly: boolean): Promise<Result<unknown>> {
      clearTimeout(timer)
      timer = undefined
      form.name = form.name.trim()
      const problem = headerProblems(form).find(({ blocksSave }) => blocksSave)
      if (problem) {
        touched.add('header.name')
        keep()
        return failed({ code: 'invalidInput', message: problem.sentence, remedy: 'Nothing was saved yet.' })
      }
      const sent = changes.value
      saving.value = true
      const call = workspaces.save(id, plain(form), plain(sent), thisRunOnly)
      keeping = Promise.allSettled([keeping, call])
      const result = await call
      saving.value = false
      if (result.ok) typed.settle(id, sent)
      else keep()
      return result
    },

    nameTouched: computed(() => touched.has('header.name')),
  }
}
export type Editor = ReturnType<typeof createEditor>
