import type { Denial } from '../../../domain/test/readiness'
import { denialOf } from '../failures/denials'
import { messageOf, readError } from '../failures/errorFacts'
import { timeUp, withTimer } from '../run/limits'
import type { StageTools } from '../run/stages'

/** AWS's answer to a call that was made to learn whether it is allowed. */
export type Attempt<T> =
  | { answer: 'allowed'; value: T | undefined }
  | { answer: 'denied'; denial: Denial }
  | { answer: 'notChecked'; why: string }

/**
 * Makes one call to learn whether it is allowed. The resource need not exist, because only an allowed caller gets that
 * answer. Any other refusal proves nothing. An aborted call rejects, because its run has ended.
 */
export async function attempt<T>(
  { signal, answerMs }: StageTools,
  send: (options: { abortSignal: AbortSignal }) => Promise<T>,
): Promise<Attempt<T>> {
  try {
    const value = await withTimer(answerMs, signal, (abortSignal) => send({ abortSignal }))
    return { answer: 'allowed', value }
  } catch (error) {
    if (signal.aborted) throw error
    const { name, code, refused } = readError(error)
    if (refused && name === 'AccessDeniedException') {
      return { answer: 'denied', denial: denialOf(messageOf(error)) }
    }
    if (refused && /^(Resource|Table|Export)NotFoundException$/.test(name)) {
      return { answer: 'allowed', value: undefined }
    }
    return {
      answer: 'notChecked',
      why: error === timeUp ? 'no answer came in time' : `the answer was ${code || name}`,
    }
  }
}
