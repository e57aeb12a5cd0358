/** The line below a control: `wrong` and `warning` in their colours, `note` and `missing` quietly. */
export type FieldMessage = { kind: 'wrong' | 'missing' | 'warning' | 'note'; sentence: string }

/** All that is said of one field as one line, warnings first; undefined when nothing is. */
export function togetherAs(told: readonly FieldMessage[]): FieldMessage | undefined {
  const isWarning = ({ kind }: FieldMessage): boolean => kind === 'warning'
  const [first, ...more] = [...told.filter(isWarning), ...told.filter((one) => !isWarning(one))]
  if (!first || more.length === 0) return first
  const sentences = [first, ...more].map(({ sentence }) => sentence.replace(/(?<![.?!])$/, '.'))
  return { kind: first.kind, sentence: sentences.join(' ') }
}
