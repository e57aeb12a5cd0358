/** Queues of jobs, one for each key. */
export type Turns = {
  /** Runs a job after every earlier job of the same key has finished, whether it succeeded or failed. */
  take: <T>(key: string, job: () => Promise<T>) => Promise<T>
  /** Resolves when the jobs that are running or waiting now have finished, regardless of later ones. */
  present: () => Promise<void>
  /** Resolves when no job is running or waiting. */
  idle: () => Promise<void>
}

/** Creates an empty set of queues. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<void>>()
  return {
    take(key, job) {
      const turn = (last.get(key) ?? Promise.resolve()).then(job)
      const settled = turn.then(
        () => {},
        () => {},
      )
      last.set(key, settled)
      void settled.then(() => {
        if (last.get(key) === settled) last.delete(key)
      })
      return turn
    },
    async present() {
      await Promise.all(last.values())
    },
    async idle() {
      while (last.size > 0) await Promise.all(last.values())
    },
  }
}
