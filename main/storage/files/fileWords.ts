import type { Failure } from '../../../domain/failure'

/** There is no workspace of this id, or not any more. */
export const workspaceNotFound: Failure = {
  code: 'notFound',
  message: 'This workspace is no longer there.',
  remedy: 'Choose another one in the list.',
}

/** Something is kept under this id already: saved, edited, deleted and not yet forgotten, damaged, or unreadable. */
export const idTaken: Failure = {
  code: 'idTaken',
  message: 'A workspace or a file has this id already.',
  remedy: 'Nothing was changed. Create the workspace again.',
}

/** A newer version of the application wrote the file; a rewrite by this one could lose what it does not know. */
export const workspaceReadOnly: Failure = {
  code: 'readOnly',
  message: 'A newer version of DynamoDB Workspaces wrote this workspace, so it is not changed here.',
  remedy: 'Open it with that version, or duplicate it and edit the copy.',
}

/**
 * The failure of a call to the file system, told by its error code. Anything else is a mistake in the program, and is
 * thrown on.
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

const denied = 'Check that the folder of the application’s data belongs to you, then try again.'
const otherRemedy = 'Check the disk that holds the application’s data, then try again.'
const remedies: Record<string, string> = {
  ENOSPC: 'The disk is full. Make room on it, then try again.',
  EDQUOT: 'The disk quota is used up. Make room, then try again.',
  EROFS: 'The disk can only be read. Make it writable, then try again.',
  EACCES: denied,
  EPERM: denied,
  EBUSY: 'Another program holds the file open. Close it, then try again.',
}
