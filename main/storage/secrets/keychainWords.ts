import type { Failure } from '../../../domain/failure'

const remedies: Partial<Record<NodeJS.Platform, string>> = {
  darwin:
    'In Keychain Access, unlock the login keychain and allow DynamoDB Workspaces to use it. Then try again.',
  win32: 'In Services, check that Credential Manager is running. Then try again.',
}
const linuxRemedy =
  'Unlock the keyring. If there is none, install gnome-keyring or KWallet, or turn on the Secret Service of KeePassXC. Then try again.'
const remedyFor = (platform: NodeJS.Platform): string => remedies[platform] ?? linuxRemedy

/** The failure of a save that would copy secrets from the other side, but those have changed since. */
export const secretsMoved: Failure = {
  code: 'secretsMoved',
  message: 'The saved secrets have changed since the sides were swapped or copied.',
  remedy: 'Discard the changes, or enter the secrets again.',
}

/** A call that the keychain refused. `evidence` is the system's own message, empty if it must not be shown. */
export function keychainRefused(
  code: 'keychainUnreadable' | 'keychainNotWritten',
  platform: NodeJS.Platform,
  evidence: string,
): Failure {
  const message =
    code === 'keychainUnreadable'
      ? 'The system keychain cannot be read.'
      : 'The system keychain refused the change.'
  return { code, message, remedy: remedyFor(platform), ...(evidence && { detail: { error: evidence } }) }
}

/** The module that connects to the keychain does not load, so nothing can be read or written. */
export function keychainNotLoaded(
  code: 'keychainUnreadable' | 'keychainNotWritten',
  platform: NodeJS.Platform,
): Failure {
  return {
    code,
    message: 'The system keychain cannot be used: the module that connects to it does not load.',
    remedy:
      platform === 'linux'
        ? 'Install libsecret (libsecret-1-0 on Debian and Ubuntu, libsecret elsewhere), then restart the application.'
        : 'Reinstall the application.',
  }
}

/** A secret that was saved, but that the keychain does not return: the keychain is locked, or the entry is lost. */
export function secretNotGiven(platform: NodeJS.Platform): Failure {
  return {
    code: 'keychainUnreadable',
    message:
      'The secret was saved, but the system keychain does not return it: the keychain is locked, or the entry was deleted.',
    remedy: `${remedyFor(platform)} If the entry was deleted, enter the secret again and save.`,
  }
}

/** A call that the keychain has not answered in time. */
export const keychainWaiting: Failure = {
  code: 'keychainWaiting',
  message: 'The system keychain has not answered yet. It might be asking for its password in another window.',
  remedy: 'Enter the password in that window, then try again.',
}

/** A secret for which the keychain returns something else than what was saved. */
export const secretDamaged: Failure = {
  code: 'secretDamaged',
  message: 'The saved secret is damaged: the system keychain returns only a part of it or something else.',
  remedy: 'Enter the secret again and save.',
}
