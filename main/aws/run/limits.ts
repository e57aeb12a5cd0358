/** The reason with which `withTimer` rejects. It is one object, so that it is recognised by identity. */
export const timeUp = new Error('The time for this is up.')

/** Settles like the work, or rejects with the signal's reason as soon as it aborts, even if the work hangs. */
export function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

/**
 * Settles like the work, but rejects with `timeUp` after a number of milliseconds, and with the signal's reason if that
 * aborts first. The work gets a signal that aborts in both cases; its end is not awaited.
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
