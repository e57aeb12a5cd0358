import { shortened } from '../domain/bounded'

/** The longest line that is logged, in characters. */
export const longestLine = 1_000

/** Says on standard error what a developer should know. A line has a bounded length, and never a value that was typed. */
export function logLine(text: string): void {
  console.error(shortened(text, longestLine))
}
