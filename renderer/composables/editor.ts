import { computed, reactive, ref, watch } from 'vue'
import { adviseOn } from '../../domain/connection/advice/adviseOn'
import type { ConnectionForm, FieldName } from '../../domain/connection/connection'
import { firstFew } from '../../domain/counted'
import { failed } from '../../domain/result'
import type { Result } from '../../domain/result'
import { judgePair } from '../../domain/test/pairRule'
import { noSecrets, secretNames } from '../../domain/secret/secret'
import type { SecretName, SecretState } from '../../domain/secret/secret'
import { withoutLookalikes } from '../../domain/workspace/withoutLookalikes'
import { sideName, sides } from '../../domain/side'
import type { Side } from '../../domain/side'
import { viewSides } from '../../domain/workspace/sideView'
import { withoutInvisible } from '../../domain/tidied'
import { currentOf, headerProblems } from '../../domain/workspace/workspace'
import type { Workspace } from '../../domain/workspace/workspace'
import { createDraftKeeping } from './draftKeeping'
import { plain } from './plain'
import { togetherAs } from './fieldMessage'
import type { FieldMessage } from './fieldMessage'
import { useAccounts } from '../stores/accounts'
import { useMachine } from '../stores/machine'
import { useTypedSecrets } from '../stores/typedSecrets'
import { useWorkspaces } from '../stores/workspaces'

let last = 0

/** What is put into a form has no signs in it that nobody sees. */
function withoutInvisibleIn(patch: Partial<ConnectionForm>): Partial<ConnectionForm> {
  const tidy = (value: unknown): unknown => (typeof value === 'string' ? withoutInvisible(value) : value)
  return Object.fromEntries(Object.entries(patch).map(([field, value]) => [field, tidy(value)]))
}

function equal(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** The form of a listed workspace with all that follows from it, and what can be done with it. */
export function createEditor(id: string) {
  const workspaces = useWorkspaces()
  const typed = useTypedSecrets()
  const machine = useMachine()
  const accounts = useAccounts()

  const record = computed(() => workspaces.records.find((one) => one.id === id))
  const start = record.value
  if (!start) throw new Error('An editor needs a workspace that is listed')
  const form = reactive<Workspace>(plain(currentOf(start)))
  const touched = reactive(new Set<string>())
  const attempted = reactive(new Set<Side>())
  const saving = ref(false)

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

  const draft = createDraftKeeping(id, () => {
    if (!record.value || readOnly.value) return undefined
    const read = plain(form)
    return { draft: read, isSaved: equal(read, record.value.saved) }
  })
  watch(form, draft.keepSoon)

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
    edit: (side: Side, patch: Partial<ConnectionForm>): void =>
      void Object.assign(form[side], withoutInvisibleIn(patch)),
    /** Puts whole connections in the place of those in the form. */
    editSides: (patch: Partial<Pick<Workspace, Side>>): void => void Object.assign(form, patch),
    editHeader: (patch: Partial<Omit<Workspace, Side>>): void => void Object.assign(form, patch),
    touch: (side: Side, field: FieldName) => touched.add(`${side}.${field}`),
    attempt: (side: Side) => attempted.add(side),
    stateOf: (side: Side, name: SecretName): SecretState => states.value[side][name],
    isDirty: computed(() => record.value?.saved === null || unsaved.value.length > 0),

    flush: draft.flush,

    /** Saves form and secrets together. What was typed meanwhile stays typed. */
    async save(thisRunOnly: boolean): Promise<Result<unknown>> {
      draft.stopWaiting()
      form.name = form.name.trim()
      const problem = headerProblems(form).find(({ blocksSave }) => blocksSave)
      if (problem) {
        touched.add('header.name')
        draft.keep()
        return failed({ code: 'invalidInput', message: problem.sentence, remedy: 'Nothing was saved yet.' })
      }
      const { blanked } = withoutLookalikes(plain(form))
      if (blanked.length > 0) {
        draft.keep()
        return failed({
          code: 'invalidInput',
          message: `The workspace was not saved because a field looks like it holds a secret: ${firstFew(blanked, 3, '; ')}.`,
          remedy:
            'Move the value to AWS Secret Key or AWS Session Token, or delete it. It was not written to any file.',
        })
      }
      const sent = changes.value
      saving.value = true
      const call = workspaces.save(id, plain(form), plain(sent), thisRunOnly)
      draft.follow(call)
      const result = await call
      saving.value = false
      if (result.ok) typed.settle(id, sent)
      else draft.keep()
      return result
    },

    nameTouched: computed(() => touched.has('header.name')),
  }
}
export type Editor = ReturnType<typeof createEditor>
