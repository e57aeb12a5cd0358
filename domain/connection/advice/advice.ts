import type { FieldName } from '../connection'

/** What stands under a field although nothing is wrong: a note of what the value tells, or a warning. */
export type Advice = { field: FieldName; kind: 'note' | 'warning'; sentence: string }
