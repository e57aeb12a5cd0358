// @ts-check
import { spawnSync } from 'node:child_process'
import { projectRoot } from './projectRoot.mjs'

/**
 * Runs npm to its end and gives what it printed; what npm has to say against it becomes the error's text.
 * @param {string[]} words
 * @param {{ cwd?: string }} [options]
 * @returns {string}
 */
export function runNpm(words, { cwd = projectRoot } = {}) {
  const windows = process.platform === 'win32'
  const { status, stdout, stderr, error } = spawnSync(
    windows ? 'npm.cmd' : 'npm',
    [...words, '--loglevel=error'],
    {
      cwd,
      shell: windows,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  )
  if (status !== 0)
    throw new Error(`npm ${words[0]} failed: ${error?.message ?? beginning(stderr || stdout)}`)
  return stdout
}

/**
 * @param {string} text
 * @returns {string} its first 30 lines, which leaves out the manual page that npm adds to some errors
 */
function beginning(text) {
  return text.trim().split('\n').slice(0, 30).join('\n')
}
