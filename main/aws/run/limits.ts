/** The reason that `withTimer` rejects with. One object, so that it is told apart by identity. */
export const timeUp = new Error('The time for this is up.')

/** Settles as the work does, or rejects with the signal's reason at once when it aborts, even when the work hangs. */
export function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

/**
 * Settles as the work does, but rejects with `timeUp` after so many milliseconds, and with the signal's reason when
 * that aborts first. The work gets a signal that aborts in both cases, and is not waited for.
 */
export async function withTimer<T>(
  limitMs: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const own = new AbortController()
  const timer = setTimeout(() => own.abort(timeUp), limitMs)
  const both = AbortSignal.any([signal, own.signal])
  try {
    return await orAborted(work(both), both)
  } finally {
    clearTimeout(timer)
  }
}
