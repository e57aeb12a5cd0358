import type { Failure } from '../../../domain/failure'

const remedies: Partial<Record<NodeJS.Platform, string>> = {
  darwin:
    'In Keychain Access, unlock the login keychain and allow access for DynamoDB Workspaces. Then try again.',
  win32: 'Check in Services that Credential Manager is running, then try again.',
}
const linuxRemedy =
  'Unlock the keyring, or install gnome-keyring, KWallet or KeePassXC with its Secret Service turned on. Then try again.'
const remedyFor = (platform: NodeJS.Platform): string => remedies[platform] ?? linuxRemedy

/** What one side was to take over from the other is no longer what is saved there. */
export const secretsMoved: Failure = {
  code: 'secretsMoved',
  message: 'The saved secrets have changed since the sides were swapped or copied.',
  remedy: 'Discard the changes, or enter the secrets again.',
}

/** A call to the keychain that the system refused. `evidence` is what the system said, where that may be shown. */
export function keychainRefused(
  code: 'keychainUnreadable' | 'keychainNotWritten',
  platform: NodeJS.Platform,
  evidence: string,
): Failure {
  const message =
    code === 'keychainUnreadable'
      ? 'The system keychain cannot be read.'
      : 'The system keychain has not accepted the change.'
  return { code, message, remedy: remedyFor(platform), ...(evidence && { detail: { error: evidence } }) }
}

/** The module that talks to the keychain does not load, so nothing can be read or written. */
export function keychainNotLoaded(
  code: 'keychainUnreadable' | 'keychainNotWritten',
  platform: NodeJS.Platform,
): Failure {
  return {
    code,
    message: 'The system keychain cannot be used: the module that talks to it does not load.',
    remedy:
      platform === 'linux'
        ? 'Install libsecret (libsecret-1-0 on Debian and Ubuntu, libsecret elsewhere), then start the application again.'
        : 'Install the application again.',
  }
}

/** A secret was saved, and the keychain answers as if there were none: locked, or lost. */
export function secretNotGiven(platform: NodeJS.Platform): Failure {
  return {
    code: 'keychainUnreadable',
    message:
      'The secret was saved, but the system keychain does not return it: it is locked, or the entry was deleted.',
    remedy: `${remedyFor(platform)} If the entry is gone, enter the secret again.`,
  }
}

/** A call that the keychain has not answered in time. */
export const keychainWaiting: Failure = {
  code: 'keychainWaiting',
  message: 'The system keychain has not answered yet. It may be asking for its password in another window.',
  remedy: 'Answer it there, then try again.',
}

/** What the keychain returns is not what was saved. */
export const secretDamaged: Failure = {
  code: 'secretDamaged',
  message: 'The saved secret is damaged: the system keychain returns only a part of it, or something else.',
  remedy: 'Enter the secret again and save.',
}
