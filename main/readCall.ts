import * as v from 'valibot'
import { firstPath } from '../domain/bounded'
import { callInputs } from '../domain/contract'
import type { CallInput, CallName } from '../domain/contract'
import { failed, ok } from '../domain/result'
import type { Result } from '../domain/result'
import { logLine } from './log'

/**
 * The input of a call as its schema gives it, or a failure that names the first field that is wrong. The first problem
 * ends it and lists are counted before they are walked, so that no input keeps the main process busy.
 */
export function readCall<N extends CallName>(name: N, payload: unknown): Result<CallInput<N>> {
  const schema = callInputs[name] as v.GenericSchema<unknown, CallInput<N>>
  const parsed = v.safeParse(schema, payload, { abortEarly: true })
  if (parsed.success) return ok(parsed.output)
  const path = firstPath(parsed.issues) ?? '(input)'
  logLine(`${name}: bad input at ${path}`)
  return failed({
    code: 'invalidInput',
    message: 'A value is not of the expected kind or far too long.',
    remedy: `Check: ${path}.`,
  })
}
