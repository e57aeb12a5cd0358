import type { Failure } from '../../../domain/failure'

/** A call about an id that has no workspace, or no longer has one. */
export const workspaceNotFound: Failure = {
  code: 'notFound',
  message: 'This workspace is no longer there.',
  remedy: 'Choose another workspace in the list.',
}

/**
 * A call to create a workspace under an id that is taken: by a workspace that is saved, edited, or deleted and not
 * yet forgotten, or by a damaged or unreadable file.
 */
export const idTaken: Failure = {
  code: 'idTaken',
  message: 'Another workspace or file already has this id.',
  remedy: 'Nothing was changed. Create the workspace again.',
}

/** A save of edits that were begun on another content than is saved by now. */
export const changedOutside: Failure = {
  code: 'changedOutside',
  message: 'The workspace was not saved: something else changed its file meanwhile.',
  remedy: 'Keep your edits or take the other version; the line at the bottom of the window offers both.',
}

/**
 * A call to change a workspace that a newer version of the application wrote: rewriting its file could lose content
 * that this version does not know.
 */
export const workspaceReadOnly: Failure = {
  code: 'readOnly',
  message: 'A newer version of DynamoDB Workspaces saved this workspace, so this version cannot change it.',
  remedy: 'Open the workspace with the newer version, or duplicate it and edit the copy.',
}

/**
 * Turns an error of the file system into a failure, by its error code. Any other error is a bug and is thrown again.
 */
export function fileFailure(code: 'fileNotWritten' | 'fileNotRead', error: unknown): Failure {
  const cause = systemErrorCode(error)
  if (cause === undefined) throw error
  const message = code === 'fileNotWritten' ? 'The file could not be written.' : 'The file could not be read.'
  return { code, message, remedy: remedies[cause] ?? otherRemedy, detail: { error: cause } }
}

/** The code of an error of the file system, such as `ENOENT`; undefined for any other error. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined
  return String(error.code)
}

const denied = 'Check that you own the application’s data folder and can write to it, then try again.'
const otherRemedy = 'Check that the disk with the application’s data is connected and works, then try again.'
const remedies: Record<string, string> = {
  ENOSPC: 'The disk is full. Free some space on it, then try again.',
  EDQUOT: 'Your disk quota is used up. Delete files or ask for a larger quota, then try again.',
  EROFS: 'The disk is read-only. Make it writable, then try again.',
  EACCES: denied,
  EPERM: denied,
  EBUSY: 'Another program has the file open. Close that program, then try again.',
}
