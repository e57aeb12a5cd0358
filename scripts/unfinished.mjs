// @ts-check
import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * Names a place beside `to`, free to build it in before it is renamed, and clears away what earlier runs left
 * unfinished there.
 * @param {string} to in a folder that exists
 * @returns {string}
 */
export function unfinished(to) {
  const beginning = `${basename(to)}.unfinished-`
  for (const name of readdirSync(dirname(to)).filter((entry) => entry.startsWith(beginning))) {
    const owner = Number(name.slice(beginning.length))
    if (owner === process.pid || !runs(owner))
      rmSync(join(dirname(to), name), { recursive: true, force: true })
  }
  return join(dirname(to), `${beginning}${process.pid}`)
}

/**
 * @param {number} pid
 * @returns {boolean}
 */
function runs(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
