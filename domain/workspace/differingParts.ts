/** Two values as a person compares them: what both begin with, and what each goes on with. */
export type DifferingParts = { start: string; earlier: string; later: string }

/** How long a shared beginning may be before only its last part is shown. */
const longestStart = 24

/** Splits two values where they begin to differ, at a boundary of words; a long shared beginning is shortened. */
export function differingParts(earlier: string, later: string): DifferingParts {
  let at = 0
  while (at < earlier.length && earlier[at] === later[at]) at++
  const isInWord = [earlier, later].some((text) => /[\w-]/.test(text[at] ?? ''))
  if (isInWord) at -= /[\w-]*$/.exec(earlier.slice(0, at))?.[0].length ?? 0
  return { start: shortStart(earlier.slice(0, at)), earlier: earlier.slice(at), later: later.slice(at) }
}

function shortStart(start: string): string {
  if (start.length <= longestStart) return start
  return `…${/\W[\w-]{1,20}\W$/.exec(start)?.[0] ?? start.slice(-12)}`
}
