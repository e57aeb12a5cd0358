/** Waits for one call to the keychain, at most for the queue's `waitMs`. */
export type Step = <T>(call: () => Promise<T>) => Promise<T>

/** The error that a job is rejected with when a call is not answered in time. */
export const stillWaiting = new Error('The keychain has not answered yet.')

export type KeychainQueue = {
  /**
   * Runs a job after those before it. When the job fails, `undo` reverses what it did. If the job failed because a
   * call was not answered, `undo` waits for that call to settle, and until both are done every other job is rejected
   * at once.
   */
  run: <T>(job: (step: Step) => Promise<T>, undo?: (step: Step) => Promise<void>) => Promise<T>
}

/**
 * Creates the queue of calls to the keychain, which runs one at a time. Each call occupies one of the four threads of
 * Node's pool for as long as the system asks for a password, so a few calls at once would block all access to files
 * and all name lookups.
 */
export function createKeychainQueue(waitMs: number): KeychainQueue {
  let last: Promise<unknown> = Promise.resolve()
  let stuck: Promise<unknown> | null = null

  function hold(until: Promise<unknown>): void {
    const held = until.catch(ignore).then(() => {
      if (stuck === held) stuck = null
    })
    stuck = held
  }

  const step: Step = async (call) => {
    const pending = call()
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(stillWaiting), waitMs)
    })
    try {
      return await Promise.race([pending, patience])
    } catch (error) {
      if (error === stillWaiting) hold(pending)
      throw error
    } finally {
      clearTimeout(timer)
    }
  }

  const stuckCall = (): Promise<unknown> | null => stuck

  async function runNow<T>(job: (step: Step) => Promise<T>, undo: (step: Step) => Promise<void>): Promise<T> {
    if (stuckCall()) throw stillWaiting
    try {
      return await job(step)
    } catch (error) {
      const pending = stuckCall()
      // Nothing waits for a late undo, so its calls have no time limit.
      if (pending) hold(pending.then(() => undo((call) => call())))
      else await undo(step).catch(ignore)
      throw error
    }
  }

  return {
    run(job, undo = async () => {}) {
      if (stuckCall()) return Promise.reject(stillWaiting)
      const turn = last.then(() => runNow(job, undo))
      last = turn.catch(ignore)
      return turn
    },
  }
}

function ignore(): void {}
