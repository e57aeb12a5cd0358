// @ts-check

/**
 * Makes sure that a child process ends no later than this process; the returned function
 * ends it at once and waits until it is gone.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => Promise<void>}
 */
export function endWithThisProcess(child) {
  endOnSignals()
  const end = () => void child.kill('SIGTERM')
  process.once('exit', end)
  const gone = new Promise((resolve) => {
    child.once('exit', resolve)
    child.once('error', resolve)
  })
  void gone.then(() => process.off('exit', end))
  return async () => {
    if (!child.pid || child.exitCode !== null || child.signalCode !== null) return
    end()
    const timer = setTimeout(() => child.kill('SIGKILL'), 5000)
    await gone
    clearTimeout(timer)
  }
}

let watching = false

/** A signal that nobody else sees to ends this process the orderly way, so that its children end too. */
function endOnSignals() {
  if (watching) return
  watching = true
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) process.exit(130)
    })
  }
}
