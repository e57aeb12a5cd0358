/** Waits for one call to the keychain, at most for the patience of the queue. */
export type Step = <T>(call: () => Promise<T>) => Promise<T>

/** What a job is rejected with when a call has not been answered in time. */
export const stillWaiting = new Error('The keychain has not answered yet.')

export type KeychainQueue = {
  /**
   * Runs a job after those before it. When the job fails, `undo` puts back what it did; after a call that is not
   * answered, `undo` waits for that call to settle, and until both are done every other job is rejected at once.
   */
  run: <T>(job: (step: Step) => Promise<T>, undo?: (step: Step) => Promise<void>) => Promise<T>
}

/**
 * Makes the queue of calls to the keychain: never two run at a time. Each call occupies a thread of a pool
 * of four for as long as the system asks for a password, and a few of them would stop all files and host names.
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
      // Nobody waits for an undo that comes late, so its calls may take their time.
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
