import type { Failure } from '../../../domain/failure'
import { inParallel } from '../../../domain/inParallel'
import type { Result } from '../../../domain/result'

/**
 * The result of one call for each of many items: the values of the calls that succeeded, and the first failure, if any.
 */
export type Many<T> = { done: T[]; failure: Failure | undefined }

/** Makes a call for each item, a few at a time, since each holds files open. One failure stops none of the others. */
export async function callEach<T, R>(
  items: readonly T[],
  call: (item: T) => Promise<Result<R>>,
): Promise<Many<R>> {
  const results = await inParallel(items, 8, call)
  return {
    done: results.flatMap((result) => (result.ok ? [result.value] : [])),
    failure: results.flatMap((result) => (result.ok ? [] : [result.failure]))[0],
  }
}
