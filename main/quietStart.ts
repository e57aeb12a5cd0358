import { spawn } from 'node:child_process'

/**
 * Variables that make Node or Chromium print or record what is sent, including tokens. They take effect before the
 * first line of the application runs, so the only way to remove them is to start the process again.
 */
const tellingVariables = ['NODE_DEBUG', 'NODE_DEBUG_NATIVE', 'SSLKEYLOGFILE']

/** Chromium switches that open the window to other programs or record what it does. */
export const tellingSwitches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'log-net-log',
  'net-log-capture-mode',
  'ssl-key-log-file',
  'log-file',
  'enable-logging',
] as const

type Environment = Record<string, string | undefined>

/** The environment without the variables that print or record what is sent; undefined when none of them is set. */
export function withoutTelling(environment: Environment): Environment | undefined {
  const isTelling = ([name, value]: [string, string | undefined]): boolean =>
    Boolean(value) && tellingVariables.includes(name.toUpperCase())
  const entries = Object.entries(environment)
  return entries.some(isTelling)
    ? Object.fromEntries(entries.filter((entry) => !isTelling(entry)))
    : undefined
}

/**
 * Starts this program again with the same arguments in another environment. For a command, waits until it finishes
 * and returns its exit code; its output appears as that of this process. For a window, returns 0 at once.
 */
export function startAgain(environment: Environment, kind: 'command' | 'window'): Promise<number> {
  const again = spawn(process.execPath, process.argv.slice(1), {
    env: environment,
    stdio: 'inherit',
    detached: kind === 'window',
  })
  return new Promise((ended, failed) => {
    again.once('error', failed)
    if (kind === 'window') again.once('spawn', () => ended((again.unref(), 0)))
    else again.once('close', (code) => ended(code ?? 2))
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => again.kill(signal))
  })
}
