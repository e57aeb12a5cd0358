// @ts-check
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runNpm } from './npm.mjs'
import { projectRoot } from './projectRoot.mjs'

/**
 * Sees to it that node_modules holds what the lock file says; does nothing where npm's own record agrees with it.
 * @returns {string} what it did
 */
export function providePackages() {
  if (installed()) return 'in place'
  runNpm(['ci'])
  return 'from the lock file'
}

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean, link?: boolean }>} Packages */

/** @returns {boolean} */
function installed() {
  const wanted = packagesIn(join(projectRoot, 'package-lock.json'))
  const present = packagesIn(join(projectRoot, 'node_modules', '.package-lock.json'))
  if (!wanted || !present) return false
  const agrees = Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    const found = present[path]
    if (path === '' || (!found && optional)) return true
    return found?.version === version && found?.integrity === integrity
  })
  return agrees && Object.keys(present).every((path) => path in wanted)
}

/**
 * @param {string} file
 * @returns {Packages | undefined}
 */
function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}
