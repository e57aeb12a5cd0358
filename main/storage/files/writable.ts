import { accessSync, constants } from 'node:fs'
import { dirname } from 'node:path'
import { systemErrorCode } from './fileWords'

/** Whether files can be written in a folder, or in its nearest existing parent; nothing is written to find out. */
export function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch (error) {
    const above = dirname(folder)
    return systemErrorCode(error) === 'ENOENT' && above !== folder && isWritable(above)
  }
}
