// @ts-check
import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from './projectRoot.mjs'

/**
 * Gives the folder, existing and writable, that outlives this checkout: the user's own cache folder where it can be
 * written, and else one inside node_modules.
 * @returns {string}
 */
export function cacheFolder() {
  for (const folder of [join(userCacheFolder(), 'dynamodb-workspaces'), insideTheProject]) {
    try {
      mkdirSync(folder, { recursive: true })
      accessSync(folder, constants.W_OK)
      return folder
    } catch {
      // Not this one, then.
    }
  }
  throw new Error(`No folder to keep downloads in: ${insideTheProject} cannot be written.`)
}

const insideTheProject = join(projectRoot, 'node_modules', '.cache', 'dynamodb-workspaces')

/** @returns {string} */
function userCacheFolder() {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches')
  if (process.platform === 'win32') return process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local')
  return process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
}
