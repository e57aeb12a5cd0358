import { computed, ref } from 'vue'
import { passphraseProblem } from '../../domain/exchange/passphrase'
import { useExportingStore } from '../stores/exporting'
import { useSelectionStore } from '../stores/workspaces/selection'
import { useWorkspacesStore } from '../stores/workspaces/workspaces'
import { useEditorsStore } from '../stores/editor/editors'

/** What is chosen in the sheet of the export, and what would come of it. */
export function useExportSheet() {
  const editors = useEditorsStore()
  const exporting = useExportingStore()
  const workspaces = useWorkspacesStore()
  const selection = useSelectionStore()

  const pointedAt = workspaces.rows.filter(({ id }) => exporting.pointedAt.includes(id))
  const which = ref<'all' | 'found' | 'selected' | 'opened' | 'pointedAt'>(
    pointedAt.length > 0 ? 'pointedAt' : selection.targets.length > 0 ? 'selected' : 'all',
  )
  const withSecrets = ref(false)
  const passphrase = ref('')
  const repeated = ref('')

  const groups = computed(() => ({
    all: workspaces.rows,
    found: workspaces.found,
    selected: selection.rows,
    pointedAt,
    opened: workspaces.rows.filter(({ id }) => id === workspaces.openedId),
  }))
  const saved = computed(() => groups.value[which.value].filter((row) => row.saved))
  const problem = computed(() =>
    withSecrets.value ? passphraseProblem(passphrase.value, repeated.value) : undefined,
  )
  const isReady = computed(() => saved.value.length > 0 && !problem.value && !exporting.running)

  return {
    which,
    withSecrets,
    passphrase,
    repeated,
    problem,
    isReady,

    options: computed(() => [
      ...pointedAt.slice(0, 1).map(({ title }) => ({ value: 'pointedAt' as const, label: title })),
      { value: 'all' as const, label: `All (${groups.value.all.length})` },
      { value: 'found' as const, label: `Shown in the list (${groups.value.found.length})` },
      ...(groups.value.selected.length > 0
        ? [{ value: 'selected' as const, label: `Selected (${groups.value.selected.length})` }]
        : []),
      { value: 'opened' as const, label: 'The open one' },
    ]),

    /** What of the chosen ones does not go along, in words; empty when all of it does. */
    leftOut: computed(() => {
      const unsaved = groups.value[which.value].length - saved.value.length
      const edited = saved.value.filter(({ unsaved }) => unsaved).length
      if (saved.value.length === 0) return 'None of these workspaces was saved yet.'
      return [
        ...(unsaved > 0 ? [`${unsaved} never saved, so not exported.`] : []),
        ...(edited > 0 ? [`${edited} with unsaved changes, exported as last saved.`] : []),
      ].join(' ')
    }),

    async run(): Promise<void> {
      if (!isReady.value) return
      await editors.flush()
      await exporting.run(
        saved.value.map(({ id }) => id),
        withSecrets.value ? passphrase.value : null,
      )
    },
  }
}
