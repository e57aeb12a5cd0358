// @ts-check
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { unfinished } from './unfinished.mjs'

/**
 * Makes `to` the same tree as `from`, sharing the files' disk space where the file system lets it and copying them
 * where not; `to` appears whole or not at all, and what was there before is replaced.
 * @param {string} from
 * @param {string} to
 */
export function linkTree(from, to) {
  mkdirSync(dirname(to), { recursive: true })
  const partial = unfinished(to)
  try {
    fill(from, partial)
    rmSync(to, { recursive: true, force: true })
    renameSync(partial, to)
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}

/**
 * @param {string} from
 * @param {string} to
 */
function fill(from, to) {
  mkdirSync(to)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name)
    const target = join(to, entry.name)
    if (entry.isDirectory()) fill(source, target)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else linkOrCopy(source, target)
  }
}

/**
 * @param {string} source
 * @param {string} target
 */
function linkOrCopy(source, target) {
  try {
    linkSync(source, target)
  } catch {
    copyFileSync(source, target)
  }
}
