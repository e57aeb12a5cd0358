/** Work that waits until there is room for it, first come, first served. */
export type Queue = {
  /**
   * Begins the work as soon as fewer than so many others run, and answers what it answers. Work whose signal aborts
   * while it waits leaves the queue and is begun all the same, at once, to say in its own words that it was cancelled.
   */
  take: <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>
}

/** A queue from which at most `atOnce` works run at a time. */
export function createQueue(atOnce: number): Queue {
  const waiting = new Set<() => void>()
  let running = 0

  function next(): void {
    running--
    const [begin] = waiting
    if (running < atOnce) begin?.()
  }

  function room(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const begin = (): void => {
        waiting.delete(begin)
        signal.removeEventListener('abort', begin)
        running++
        resolve()
      }
      if (running < atOnce || signal.aborted) return begin()
      waiting.add(begin)
      signal.addEventListener('abort', begin)
    })
  }

  return {
    async take(signal, work) {
      await room(signal)
      try {
        return await work()
      } finally {
        next()
      }
    },
  }
}

/** A queue for each name, each with room for `atOnce` works. */
export function createQueues(atOnce: number) {
  const queues = new Map<string, { queue: Queue; used: number }>()
  return {
    async take<T>(name: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
      const own = queues.get(name) ?? { queue: createQueue(atOnce), used: 0 }
      queues.set(name, own)
      own.used++
      try {
        return await own.queue.take(signal, work)
      } finally {
        if (--own.used === 0) queues.delete(name)
      }
    },
  }
}
