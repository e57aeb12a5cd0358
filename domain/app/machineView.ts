import type { EnvironmentView } from '../connection/environment'
import type { Failure } from '../failure'
import type { Machine } from '../connection/localHost'

/** What is seen of this machine, of the application's environment and of the keychain. */
export type MachineView = {
  environment: EnvironmentView
  machine: Machine
  keychain: KeychainStatus
  platform: 'linux' | 'darwin' | 'win32'
  /** The folder that holds everything but secrets. */
  dataFolder: string
}

/** Whether the keychain can be used: `unknown` until the keychain was needed for the first time. */
export type KeychainStatus =
  { kind: 'unknown' } | { kind: 'ready' } | { kind: 'unavailable'; failure: Failure }
