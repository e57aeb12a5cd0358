import type { EnvironmentView } from '../connection/environment'
import type { Failure } from '../failure'
import type { Machine } from '../connection/localHost'

/** What the window knows about this machine, the application's environment and the keychain. */
export type MachineView = {
  environment: EnvironmentView
  machine: Machine
  keychain: KeychainStatus
  platform: 'linux' | 'darwin' | 'win32'
  /** The folder that holds everything but secrets. */
  dataFolder: string
}

/** Whether the keychain can be used; `unknown` until it is first needed. */
export type KeychainStatus =
  { kind: 'unknown' } | { kind: 'ready' } | { kind: 'unavailable'; failure: Failure }
