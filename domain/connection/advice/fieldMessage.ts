import type { FieldName } from '../connection'

/** A message under a valid field: a note about the value, or a warning. */
export type Advice = { field: FieldName; kind: 'note' | 'warning'; sentence: string }

/** The line below a control: `wrong` and `warning` are coloured, `note` and `missing` are muted. */
export type FieldMessage = { kind: 'wrong' | 'missing' | 'warning' | 'note'; sentence: string }

/** Joins all messages about one field into one line, warnings first; undefined without messages. */
export function togetherAs(messages: readonly FieldMessage[]): FieldMessage | undefined {
  const isWarning = ({ kind }: FieldMessage): boolean => kind === 'warning'
  const [first, ...more] = [...messages.filter(isWarning), ...messages.filter((one) => !isWarning(one))]
  if (!first || more.length === 0) return first
  const sentences = [first, ...more].map(({ sentence }) => sentence.replace(/(?<![.?!])$/, '.'))
  return { kind: first.kind, sentence: sentences.join(' ') }
}
