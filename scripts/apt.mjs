// @ts-check
import { spawnSync } from 'node:child_process'
import { onPath } from './onPath.mjs'

/**
 * Tells whether this user may install packages of the distribution without being asked for anything.
 * @returns {boolean}
 */
export function mayInstall() {
  return process.getuid?.() === 0 && onPath('apt-get') !== undefined
}

/**
 * Runs apt-get to its end without questions; what it has to say against it becomes the error's text.
 * @param {string[]} words
 */
export function apt(words) {
  const { status, stdout, stderr, error } = spawnSync('apt-get', words, {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status === 0) return
  throw new Error(`apt-get ${words.join(' ')} failed:\n${error?.message ?? (stderr || stdout).trim()}`)
}

/**
 * Tells whether the distribution has a package of this name, and not just others that stand in for it.
 * @param {string} name
 * @returns {boolean}
 */
export function aptKnows(name) {
  const { stdout } = spawnSync('apt-cache', ['show', '--no-all-versions', name], { encoding: 'utf8' })
  return stdout?.startsWith('Package:') ?? false
}
