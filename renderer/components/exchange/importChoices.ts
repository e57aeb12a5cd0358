import type { ImportChoice } from '../../../domain/exchange/importPlan'

/** The labels of what can be done with a conflict. */
export const choiceOptions: readonly { value: ImportChoice; label: string }[] = [
  { value: 'keep', label: 'Keep' },
  { value: 'replace', label: 'Replace' },
  { value: 'copy', label: 'Copy' },
]
