import { shortened } from '../domain/bounded'

/** The longest line that is logged, in characters. */
export const longestLine = 1_000

/**
 * Writes a line for developers to standard error. Its length is limited, and callers never pass a value that was
 * typed.
 */
export function logLine(text: string): void {
  console.error(shortened(text, longestLine))
}
