import * as v from 'valibot'
import { firstPath } from '../domain/bounded'
import { callInputs } from '../domain/contract'
import type { CallInput, CallName } from '../domain/contract'
import { failed, ok } from '../domain/result'
import type { Result } from '../domain/result'
import { logLine } from './log'

/**
 * Parses the input of a call with its schema; fails with the path of the first field that is wrong. Parsing stops at
 * the first problem, and lists are counted before their items are read, so that no input keeps the main process busy.
 */
export function readCall<N extends CallName>(name: N, payload: unknown): Result<CallInput<N>> {
  const schema = callInputs[name] as v.GenericSchema<unknown, CallInput<N>>
  const parsed = v.safeParse(schema, payload, { abortEarly: true })
  if (parsed.success) return ok(parsed.output)
  const path = firstPath(parsed.issues) ?? '(input)'
  logLine(`${name}: bad input at ${path}`)
  return failed({
    code: 'invalidInput',
    message: 'A value has the wrong type or is far too long.',
    remedy: `Correct this value: ${path}.`,
  })
}
