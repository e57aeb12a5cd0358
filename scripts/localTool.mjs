// @ts-check
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './projectRoot.mjs'

/**
 * Gives the words that start a command-line tool of an installed package, the same on every system.
 * @param {string} name of the package, and of the command
 * @returns {[string, ...string[]]}
 */
export function localTool(name) {
  const folder = join(projectRoot, 'node_modules', name)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return [process.execPath, join(folder, typeof bin === 'string' ? bin : bin[name])]
}
