/** What an AWS service demands of one input member. */
export interface Constraint {
  /** The pattern as the service prints it, and the expression that tests it. */
  readonly pattern?: readonly [string, RegExp]
  readonly length?: readonly [number, number]
  readonly range?: readonly [number, number]
  readonly required?: boolean
}

/** Lists what is wrong with a value in AWS's words; an absent value is wrong only where one is required. */
export function violations(
  name: string,
  value: string | number | undefined,
  constraint: Constraint,
): string[] {
  const { pattern, length, range, required } = constraint
  if (value === undefined) {
    return required ? [`Value null at '${name}' failed to satisfy constraint: Member must not be null`] : []
  }
  const text = String(value)
  const must: string[] = []
  if (pattern && !pattern[1].test(text)) must.push(`satisfy regular expression pattern: ${pattern[0]}`)
  if (length && text.length < length[0]) must.push(`have length greater than or equal to ${length[0]}`)
  if (length && text.length > length[1]) must.push(`have length less than or equal to ${length[1]}`)
  if (range && Number(value) < range[0]) must.push(`have value greater than or equal to ${range[0]}`)
  if (range && Number(value) > range[1]) must.push(`have value less than or equal to ${range[1]}`)
  return must.map((rule) => `Value '${text}' at '${name}' failed to satisfy constraint: Member must ${rule}`)
}

/** Sums violations up as AWS does in the message of a validation error, or gives undefined for none. */
export function validationMessage(found: readonly string[]): string | undefined {
  if (found.length === 0) return undefined
  const errors = found.length === 1 ? 'error' : 'errors'
  return `${found.length} validation ${errors} detected: ${found.join('; ')}`
}
