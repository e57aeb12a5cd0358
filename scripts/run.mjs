// @ts-check
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { projectRoot } from './projectRoot.mjs'

/**
 * Runs a command on this terminal, from the project's folder, to its end and gives its exit code. An interrupt is
 * handed on once, so that the command can end in its own time; a second one ends it with all it has started.
 * @param {[string, ...string[]]} words
 * @param {{ env?: Record<string, string | undefined>, dropFromStderr?: RegExp }} [options]
 * @returns {Promise<number>}
 */
export async function run([program, ...words], { env = {}, dropFromStderr } = {}) {
  const group = process.platform !== 'win32'
  const child = spawn(program, words, {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: ['inherit', 'inherit', dropFromStderr ? 'pipe' : 'inherit'],
    detached: group,
  })
  if (dropFromStderr && child.stderr) {
    const pattern = dropFromStderr
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (!pattern.test(line)) process.stderr.write(`${line}\n`)
    })
  }
  let interrupts = 0
  /** @param {NodeJS.Signals} signal */
  const handOn = (signal) => {
    interrupts += 1
    if (interrupts === 1 || !group || !child.pid) child.kill(signal)
    else process.kill(-child.pid, 'SIGKILL')
  }
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
  for (const signal of signals) process.on(signal, handOn)
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', (error) => reject(new Error(`${program} did not start: ${error.message}`)))
      child.once('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' || interrupts ? 130 : 1)))
    })
  } finally {
    for (const signal of signals) process.off(signal, handOn)
  }
}
