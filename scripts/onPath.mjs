// @ts-check
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * Gives the file of the first program of this name in the path's folders, or nothing; for Linux and macOS.
 * @param {string} command
 * @returns {string | undefined}
 */
export function onPath(command) {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.map((folder) => join(folder, command)).find((file) => existsSync(file))
}
