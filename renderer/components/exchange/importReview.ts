import { computed, reactive, ref } from 'vue'
import { counted } from '../../../domain/counted'
import type {
  ImportChoice,
  ImportPreview,
  PlanItem,
  SecretLacking,
} from '../../../domain/exchange/importPlan'
import { nameDuplicates } from '../../../domain/workspace/workspace'

type Plan = Extract<ImportPreview, { kind: 'plan' }>
export type Conflict = Extract<PlanItem, { status: 'conflict' }>
/** What of the file is shown. */
export type Shown = 'all' | PlanItem['status']

/** A row of the review: the heading of a group, or one workspace of the file. */
export type ReviewRow =
  | { kind: 'head'; status: PlanItem['status'] }
  | { kind: 'conflict'; at: number; item: Conflict }
  | { kind: 'other'; at: number; item: PlanItem }

/** A secret that the import leads to, with the workspace that needs it. */
export type ReviewSecret = SecretLacking & { at: number; workspace: string }

/** What there is to decide about a file, and what the choices lead to; `names` are those of the workspaces here. */
export function createImportReview({ items }: Plan, names: readonly string[]) {
  const choices = ref<ImportChoice[]>(items.map(() => 'keep'))
  const shown = ref<Shown>('all')
  const sameIsOpen = ref(false)

  const of = (status: PlanItem['status']): { item: PlanItem; at: number }[] =>
    items.map((item, at) => ({ item, at })).filter(({ item }) => item.status === status)
  const groups = { conflict: of('conflict'), new: of('new'), same: of('same') }
  const order = ['conflict', 'new', 'same'] as const

  const rows = computed((): ReviewRow[] =>
    order.flatMap((status): ReviewRow[] => {
      const group = groups[status]
      if (group.length === 0 || (shown.value !== 'all' && shown.value !== status)) return []
      const isFolded = status === 'same' && shown.value === 'all' && !sameIsOpen.value
      const inside = isFolded ? [] : group
      return [
        { kind: 'head', status },
        ...inside.map(({ item, at }): ReviewRow =>
          item.status === 'conflict' ? { kind: 'conflict', at, item } : { kind: 'other', at, item },
        ),
      ]
    }),
  )

  /** The name of each workspace that comes in beside the one here. */
  const copyNames = computed(() => {
    const nameCopy = nameDuplicates([...names, ...items.map(({ name }) => name)])
    const copied = groups.conflict.filter(({ at }) => choices.value[at] === 'copy')
    return new Map(copied.map(({ item, at }) => [at, nameCopy(item.name)]))
  })
  const coming = computed(() =>
    [...groups.conflict.filter(({ at }) => choices.value[at] !== 'keep'), ...groups.new].map(
      ({ item, at }) => ({ item, at, name: copyNames.value.get(at) ?? item.name }),
    ),
  )
  const chosen = (choice: ImportChoice): { item: Conflict; at: number }[] =>
    groups.conflict.flatMap(({ item, at }) =>
      item.status === 'conflict' && choices.value[at] === choice ? [{ item, at }] : [],
    )
  const given = groups.same.filter(({ item }) => item.status === 'same' && item.addsSecrets).length

  return reactive({
    choices,
    shown,
    sameIsOpen,
    rows,
    copyNames,
    counts: {
      all: items.length,
      conflict: groups.conflict.length,
      new: groups.new.length,
      same: groups.same.length,
    },
    sameNames: groups.same.map(({ item }) => item.name),
    /** How many workspaces the import changes or adds. */
    total: computed(() => coming.value.length + given),
    /** How many secrets the file holds. */
    held: items.reduce((sum, { secrets }) => sum + secrets, 0),
    secrets: computed(() =>
      coming.value.flatMap(({ item, at, name }) =>
        item.lacks
          .filter(({ is }) => is !== 'own' || choices.value[at] === 'copy')
          .map((one): ReviewSecret => ({
            ...one,
            is: one.is === 'own' ? 'takenOver' : one.is,
            at,
            workspace: name,
          })),
      ),
    ),
    /** What comes in by the verdict of the pair rule. */
    pairs: computed(() => {
      const by = (kind: PlanItem['pair']): string[] =>
        coming.value.filter(({ item }) => item.pair === kind).map(({ name }) => name)
      return { different: by('different'), same: by('same'), unknown: by('unknown') }
    }),
    untested: computed(() =>
      chosen('replace')
        .filter(({ item }) => item.mine.wasTested && item.differs.some(({ part }) => part !== 'Details'))
        .map(({ item }) => item.name),
    ),
    losesEdits: computed(() =>
      chosen('replace')
        .filter(({ item }) => item.mine.hasDraft)
        .map(({ item }) => item.mine.name),
    ),
    /** What all conflicts are decided as; blank if they differ. */
    forAll: computed<ImportChoice | ''>(() => {
      const all = new Set(groups.conflict.map(({ at }) => choices.value[at]))
      return (all.size === 1 && [...all][0]) || ''
    }),
    choose: (at: number, choice: ImportChoice): void => void (choices.value[at] = choice),
    /** Shows those that are the same, or folds them away. */
    foldSame: (): void => void (sameIsOpen.value = !sameIsOpen.value),
    /** Decides all conflicts at once; what can only be read here is not replaced. */
    decideAll(choice: ImportChoice): void {
      for (const { item, at } of groups.conflict) {
        const isFixed = item.status === 'conflict' && item.mine.readOnly && choice === 'replace'
        choices.value[at] = isFixed ? 'keep' : choice
      }
    },
    /** What the bar says: what comes in, and what does not. */
    says: computed(() => {
      const parts = [
        [groups.new.length, 'new'],
        [chosen('replace').length, 'in place of yours'],
        [chosen('copy').length, chosen('copy').length === 1 ? 'as a copy' : 'as copies'],
        [given, 'given secrets'],
      ] as const
      const comes = parts.filter(([count]) => count > 0).map(([count, what]) => counted(count, what, what))
      const number = coming.value.length + given
      const rest = [
        [chosen('keep').length, 'kept'],
        [groups.same.length - given, 'the same'],
      ] as const
      const stays = rest.filter(([count]) => count > 0).map(([count, what]) => counted(count, what, what))
      const verb = number === 1 ? 'comes in' : 'come in'
      return {
        comes:
          number === 0 ? 'Nothing comes in.' : `${number.toLocaleString('en')} ${verb}: ${comes.join(', ')}.`,
        stays: stays.length === 0 ? '' : `${stays.join(', ')}.`,
      }
    }),
    importLabel: computed(() => `Import ${counted(coming.value.length + given, 'workspace')}`),
  })
}
export type ImportReview = ReturnType<typeof createImportReview>
