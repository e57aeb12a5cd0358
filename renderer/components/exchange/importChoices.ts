import type { ImportChoice } from '../../../domain/exchange/importPlan'

/** What a conflict can end in, as the choices say it. */
export const choiceOptions: readonly { value: ImportChoice; label: string }[] = [
  { value: 'keep', label: 'Keep mine' },
  { value: 'replace', label: 'Replace' },
  { value: 'copy', label: 'Import as copy' },
]
