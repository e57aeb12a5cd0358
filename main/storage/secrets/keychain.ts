import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import type { KeychainStatus } from '../../../domain/app/machineView'
import type { Failure } from '../../../domain/failure'
import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { chunkedDelete, chunkedWrite, readChunked } from './chunkedSecret'
import type { ChunkedChange, Entries } from './chunkedSecret'
import { systemErrorCode } from '../files/fileWords'
import { createKeychainQueue, stillWaiting } from './keychainQueue'
import type { Step } from './keychainQueue'
import { keychainNotLoaded, keychainRefused, keychainWaiting, secretDamaged } from './keychainWords'

/**
 * The part of keytar that is used. `findCredentials` and `findPassword` are not used, because they crash the process
 * on a locked keyring, and on Windows they match the beginning of a name.
 */
export type Keytar = {
  getPassword: (service: string, account: string) => Promise<string | null>
  setPassword: (service: string, account: string, password: string) => Promise<void>
  deletePassword: (service: string, account: string) => Promise<boolean>
}

/** The system's keychain. No method rejects, and a new call is made only after the previous one was answered. */
export type Keychain = {
  /** The secret, or null when the keychain returns none. A locked keyring on Linux returns none, too. */
  get: (account: string) => Promise<Result<string | null>>
  /** Writes a secret of any length; on failure the earlier one stays. */
  set: (account: string, value: string) => Promise<Result<null>>
  /** Deletes all entries of a secret; also succeeds if there are none. */
  delete: (account: string) => Promise<Result<null>>
  /** Writes, reads and deletes a canary entry to prove that the keychain works; fails as `delete` would. */
  prove: () => Promise<Result<null>>
  /** The state of the keychain according to the latest call. */
  status: () => KeychainStatus
  /** Does the same as `prove`, and returns the status. */
  check: () => Promise<KeychainStatus>
}

const notLoaded = new Error('keytar does not load')

/** Opens the keychain for one service name. The first call loads keytar; each call may take up to `waitMs`. */
export function createKeychain(options: {
  service: string
  load?: () => Promise<Keytar>
  platform?: NodeJS.Platform
  waitMs?: number
}): Keychain {
  const { service, load = loadKeytar, platform = process.platform, waitMs = 8_000 } = options
  const queue = createKeychainQueue(waitMs)
  let keytar: Keytar | undefined
  let status: KeychainStatus = { kind: 'unknown' }

  async function entriesWith(step: Step): Promise<Entries> {
    const { getPassword, setPassword, deletePassword } = (keytar ??= await load().catch(() => {
      throw notLoaded
    }))
    const set = (account: string, text: string): Promise<void> =>
      step(() => setPassword(service, account, text))
    const entries: Entries = {
      get: (account) => step(() => getPassword(service, account)),
      set,
      // The system's message about a refused secret is not passed on, because it might quote the secret.
      setChunk: (account, text) =>
        set(account, text).catch((error) => {
          throw error === stillWaiting ? error : new Error('')
        }),
      delete: (account) => step(() => deletePassword(service, account)),
      async prove() {
        const canary = randomUUID()
        await entries.set('canary', canary)
        if ((await entries.get('canary')) !== canary)
          throw new Error('The keychain does not return what was written to it.')
        await entries.delete('canary')
      },
    }
    return entries
  }

  function failureOf(error: unknown, code: 'keychainUnreadable' | 'keychainNotWritten'): Failure {
    if (error === stillWaiting) return keychainWaiting
    if (error === notLoaded) return keychainNotLoaded(code, platform)
    const evidence = error instanceof Error ? (error.message.split('\n')[0] ?? '').slice(0, 200) : ''
    return keychainRefused(code, platform, evidence)
  }

  function unavailable(failure: Failure): { ok: false; failure: Failure } {
    status = { kind: 'unavailable', failure }
    return failed(failure)
  }

  async function change({ run, undo }: ChunkedChange): Promise<Result<null>> {
    try {
      await queue.run(
        async (step) => run(await entriesWith(step)),
        async (step) => undo(await entriesWith(step)),
      )
      status = { kind: 'ready' }
      return ok(null)
    } catch (error) {
      return unavailable(failureOf(error, 'keychainNotWritten'))
    }
  }

  return {
    async get(account) {
      try {
        const reading = await queue.run(async (step) => readChunked(await entriesWith(step), account))
        // Null proves nothing, because a locked keyring returns it, too.
        if (reading.kind === 'none') return ok(null)
        status = { kind: 'ready' }
        return reading.kind === 'damaged' ? failed(secretDamaged) : ok(reading.value)
      } catch (error) {
        return unavailable(failureOf(error, 'keychainUnreadable'))
      }
    },
    set: (account, value) => change(chunkedWrite(account, value)),
    delete: (account) => change(chunkedDelete(account)),
    prove: () => change({ run: (entries) => entries.prove(), undo: async () => undefined }),
    status: () => status,
    async check() {
      try {
        await queue.run(async (step) => (await entriesWith(step)).prove())
        status = { kind: 'ready' }
      } catch (error) {
        unavailable(failureOf(error, 'keychainUnreadable'))
      }
      return status
    },
  }
}

/**
 * The service name of a user-data folder: the same for every path to the folder, and different for different folders,
 * so that a second profile or a test never finds the entries of another.
 */
export function serviceName(userDataFolder: string): string {
  const path = realPath(userDataFolder)
  return `DynamoDB Workspaces ${createHash('sha256').update(path).digest('hex').slice(0, 12)}`
}

async function loadKeytar(): Promise<Keytar> {
  const { default: keytar } = (await import('keytar')) as unknown as { default: Keytar }
  return keytar
}

/**
 * Resolves all links in a folder's path. A missing folder is created; if that fails, the absolute path is returned
 * unresolved.
 */
function realPath(folder: string): string {
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true })
    return realpathSync.native(folder)
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error
    return resolve(folder)
  }
}
