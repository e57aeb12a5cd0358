import { computed, proxyRefs } from 'vue'
import type { ComputedRef, Ref } from 'vue'
import { adviseOn } from '../../../domain/connection/advice/adviseOn'
import { togetherAs } from '../../../domain/connection/advice/fieldMessage'
import type { FieldMessage } from '../../../domain/connection/advice/fieldMessage'
import type { FieldName } from '../../../domain/connection/connection'
import { noSecrets, secretNames } from '../../../domain/secret/secret'
import { sideName, sides } from '../../../domain/side'
import type { Side } from '../../../domain/side'
import { judgePair } from '../../../domain/test/pairRule'
import { viewFields, viewTests } from '../../../domain/workspace/sideView'
import type { SideView } from '../../../domain/workspace/sideView'
import { blankWorkspace, headerProblems } from '../../../domain/workspace/workspace'
import type { Workspace } from '../../../domain/workspace/workspace'
import { useAccountsStore } from '../accounts'
import { equal } from '../equal'
import { useMachineStore } from '../machine'
import { useTypedSecretsStore } from '../typedSecrets'
import { useWorkspacesStore } from '../workspaces/workspaces'
import type { EditorForm } from './editorForm'

/** A computed value that stays the same object while its content is the same, so that nothing is shown anew for it. */
function steady<T>(read: () => T): ComputedRef<T> {
  return computed<T>((before) => {
    const present = read()
    return before !== undefined && equal(before, present) ? before : present
  })
}

/** What follows from a form and from what is saved of its workspace. Read only; every value is computed. */
export function createEditorView(
  id: string,
  { form, touched, attempted }: Pick<EditorForm, 'form' | 'touched' | 'attempted'>,
  { saving, savesLong }: { saving: Readonly<Ref<boolean>>; savesLong: Readonly<Ref<boolean>> },
) {
  const workspaces = useWorkspacesStore()
  const typed = useTypedSecretsStore()
  const machine = useMachineStore()
  const accounts = useAccountsStore()

  const record = computed(() => workspaces.records.get(id))
  const saved = computed(() => record.value?.saved)
  const hasSaved = computed(() => Boolean(saved.value))
  const states = steady(() => record.value?.secrets ?? noSecrets())
  const reports = steady(() => record.value?.reports ?? { source: [], destination: [] })
  const changes = computed(() => typed.of(id))

  const inputOf = (side: Side) => ({
    workspace: form,
    states: states.value[side],
    changes: changes.value[side],
    environment: machine.view.environment,
  })
  // Apart from the tests, so that the result of a test draws no field anew.
  const fieldsOf = (side: Side) => viewFields(side, inputOf(side))
  const fields = computed(() => ({ source: fieldsOf('source'), destination: fieldsOf('destination') }))
  const viewOf = (side: Side): SideView => ({
    ...fields.value[side],
    ...viewTests(side, { ...inputOf(side), reports: reports.value[side] }),
  })
  const viewed = computed(() => ({ source: viewOf('source'), destination: viewOf('destination') }))

  const verdict = computed(() => {
    const judged = judgePair(
      { form: form.source, place: viewed.value.source.place },
      { form: form.destination, place: viewed.value.destination.place },
      machine.view.machine,
    )
    // The numbers stand in the headings of the sides.
    return { ...judged, title: accounts.inShort(judged.title), evidence: accounts.inShort(judged.evidence) }
  })

  const changedSecrets = (side: Side): boolean =>
    secretNames.some((name) => changes.value[side][name].kind !== 'keep')

  const unsaved = computed<string[]>(() => {
    const kept = saved.value
    if (!kept) return ['a new workspace']
    const header = (workspace: Workspace): unknown[] => [
      workspace.name,
      workspace.description,
      workspace.tags,
      workspace.connectionType,
    ]
    return [
      ...(equal(header(form), header(kept)) ? [] : ['Details']),
      ...sides.filter((side) => !equal(form[side], kept[side]) || changedSecrets(side)).map(sideName),
    ]
  })

  /** Whether it is new, and nothing was entered in it. */
  const isUntouched = computed(
    () => saved.value === null && equal(form, blankWorkspace()) && !sides.some(changedSecrets),
  )

  function messageOf(side: Side, field: FieldName): FieldMessage | undefined {
    const message = plainMessageOf(side, field)
    return message && { ...message, sentence: accounts.named(message.sentence) }
  }

  function plainMessageOf(side: Side, field: FieldName): FieldMessage | undefined {
    const problem = fields.value[side].problems.find((one) => one.field === field)
    if (problem) {
      const seen = touched.has(`${side}.${field}`) || attempted.has(side) || hasSaved.value
      if (!seen) return undefined
      const loud = problem.kind === 'wrong' || attempted.has(side)
      return { kind: loud ? 'wrong' : 'missing', sentence: problem.sentence }
    }
    const advice = adviseOn(form[side], fields.value[side].context, machine.view.machine)
    return togetherAs(advice.filter((one) => one.field === field))
  }

  return proxyRefs({
    /** The workspace as it is listed; undefined once it is deleted. */
    record,
    /** Both sides as the form has them: problems, test status, place. */
    sides: viewed,
    verdict,
    isUntouched,
    /** Whether a test of a side was tried while fields were missing. */
    wasTried: (side: Side): boolean => attempted.has(side),
    readOnly: computed(() => record.value?.readOnly ?? false),
    saving,
    /** Whether the save that is running takes long enough to be shown. */
    savesLong,
    /** What differs from what is saved, in the words of the save bar. */
    unsaved,
    isDirty: computed(() => saved.value === null || unsaved.value.length > 0),
    nameProblem: computed(() => headerProblems(form).find(({ field }) => field === 'name')),
    nameTouched: computed(() => touched.has('header.name')),
    descriptionProblem: computed(() => headerProblems(form).find(({ field }) => field === 'description')),
    /** What is saved of each secret. */
    states,
    /** What the next save does with each secret. */
    changes,
    /** The line below a field: its problem once a person has seen to it, else the advice. */
    messageOf,
  })
}
