import type { FailureCode } from '../domain/failure'
import type { CauseCode } from './aws/failures/causes'

/** What a failure outside of a connection test means, and how it is detected. */
type OtherFailure = { meaning: string; detectedBy: string }

/**
 * Every code that is not a cause of a failed test, so that each code means one thing. The sentence that a person reads
 * is made where the failure is found, because it names the file, the field or the limit.
 */
export const otherFailures = {
  settingsIncomplete: {
    meaning: 'fields of the side are empty or wrong, so no test can run',
    detectedBy: 'the form is read with its rules',
  },
  keychainWaiting: {
    meaning: 'the keychain has not answered yet, and might be asking for its password',
    detectedBy: 'a call to the keychain takes longer than its patience',
  },
  keychainNotWritten: {
    meaning: 'the keychain refused to save or delete a secret',
    detectedBy: 'the call to write the keychain fails',
  },
  secretDamaged: {
    meaning: 'a saved secret is incomplete, or is not what was saved',
    detectedBy: 'its parts or its check sum do not match',
  },
  secretsMoved: {
    meaning: 'secrets that were to be swapped or copied have changed since',
    detectedBy: 'the versions of the saved secrets differ from those in the form',
  },
  notFound: {
    meaning: 'the workspace was deleted',
    detectedBy: 'no file has its id',
  },
  changedOutside: {
    meaning: 'something else changed the saved workspace after its edits were begun in the window',
    detectedBy: 'what is saved differs from what the edits are based on',
  },
  idTaken: {
    meaning: 'a new or restored workspace has the id of another file',
    detectedBy: 'a file of this id is there already',
  },
  workspaceInvalid: {
    meaning: 'a workspace cannot be saved because of its name or description',
    detectedBy: 'the header is read with its rules',
  },
  secretInOtherField: {
    meaning: 'a workspace cannot be saved because a field looks like it holds a secret',
    detectedBy: 'the fields are compared with the shapes of secrets',
  },
  readOnly: {
    meaning: 'a newer version of the application wrote the file',
    detectedBy: 'the version in the file is higher than this one knows',
  },
  fileNotWritten: {
    meaning: 'the file system refused to write',
    detectedBy: 'an error code of the system, such as ENOSPC',
  },
  fileNotRead: {
    meaning: 'the file system refused to read, or the file is not a regular file or too large',
    detectedBy: 'an error code of the system, the kind of the file, or its size',
  },
  folderNotOpened: {
    meaning: 'the system did not open the folder of the data',
    detectedBy: 'the call to open it answers with an error',
  },
  certificatesNotRead: {
    meaning: 'the chosen file holds no certificates that can be used',
    detectedBy: 'each certificate is parsed',
  },
  importRefused: {
    meaning: 'the file to import is not an export, is damaged, or is too large',
    detectedBy: 'its size is counted and its content read with the schema',
  },
  exportTooLarge: {
    meaning: 'the export would be larger than an import accepts',
    detectedBy: 'the size of the text is counted before it is written',
  },
  passphraseRefused: {
    meaning: 'the passphrase does not open the file',
    detectedBy: 'the decryption fails',
  },
  profilesNotRead: {
    meaning: 'the files of the AWS CLI are missing or cannot be read',
    detectedBy: 'an error code of the system, or no profile in them',
  },
  sampleNotStarted: {
    meaning: 'the local instances of the sample did not start',
    detectedBy: 'the program does not load, or no port answers',
  },
  runsAlready: {
    meaning: 'a test or check of the same side is running',
    detectedBy: 'the runs of this moment are compared',
  },
  needsPassedTest: {
    meaning: 'a readiness check was requested without a passed test of the same settings',
    detectedBy: 'the last report is compared with the settings',
  },
  invalidInput: {
    meaning: 'a call from the window does not have the form that the contract requires',
    detectedBy: 'the input is parsed with the schema of the call',
  },
} satisfies Record<Exclude<FailureCode, CauseCode>, OtherFailure>
