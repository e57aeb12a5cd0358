import type { Failure } from './failure'

/** The answer of every call: a value, or an expected failure with a message for the person. */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure }

/** A successful Result. */
export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value }
}

/** A failed Result. */
export function failed(failure: Failure): { ok: false; failure: Failure } {
  return { ok: false, failure }
}

/** The result of reading a typed text: its value, or one sentence about what is wrong. */
export type Reading<T> = { ok: true; value: T } | { ok: false; sentence: string }

/** The result for a text that cannot be read, with the reason. */
export function failedReading(sentence: string): { ok: false; sentence: string } {
  return { ok: false, sentence }
}
