/** The outcome of reading a typed text: its meaning, or one sentence that says what is wrong with it. */
export type Reading<T> = { ok: true; value: T } | { ok: false; sentence: string }

/** A text that could not be read, and why. */
export function failedReading(sentence: string): { ok: false; sentence: string } {
  return { ok: false, sentence }
}
