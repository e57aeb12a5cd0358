import type { Failure } from './failure'

/** What every call answers: the value, or an expected failure with words for the person. */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure }

/** A successful Result. */
export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value }
}

/** A failed Result. */
export function failed(failure: Failure): { ok: false; failure: Failure } {
  return { ok: false, failure }
}
