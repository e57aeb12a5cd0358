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
 * The part of keytar that is used. Its `findCredentials` and `findPassword` are not: they end the process on a locked
 * keyring, and on Windows they match the beginning of a name.
 */
export type Keytar = {
  getPassword: (service: string, account: string) => Promise<string | null>
  setPassword: (service: string, account: string, password: string) => Promise<void>
  deletePassword: (service: string, account: string) => Promise<boolean>
}

/** The system's keychain. No call rejects, and none is made beside one that has not been answered. */
export type Keychain = {
  /** The secret, or null when the keychain answers that it has none: also what a locked keyring on Linux answers. */
  get: (account: string) => Promise<Result<string | null>>
  /** Writes a secret of any length, or leaves the earlier one. */
  set: (account: string, value: string) => Promise<Result<null>>
  /** Deletes a secret with everything that belongs to it; one that is not there is deleted already. */
  delete: (account: string) => Promise<Result<null>>
  /** Proves with a canary that entries can be written and deleted; fails as `delete` would. */
  prove: () => Promise<Result<null>>
  /** What the latest call told about the keychain. */
  status: () => KeychainStatus
  /** Writes, reads and deletes a canary. */
  check: () => Promise<KeychainStatus>
}

const notLoaded = new Error('keytar does not load')

/** Opens the keychain for one service name. keytar is loaded by the first call, `waitMs` is the patience with one. */
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
      // What the system says of a refused secret is not passed on: it might quote it.
      setChunk: (account, text) =>
        set(account, text).catch((error) => {
          throw error === stillWaiting ? error : new Error('')
        }),
      delete: (account) => step(() => deletePassword(service, account)),
      async prove() {
        const canary = randomUUID()
        await entries.set('canary', canary)
        if ((await entries.get('canary')) !== canary)
          throw new Error('The keychain does not give what it was given.')
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
        // Null proves nothing: it is what a locked keyring answers, too.
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
 * The service name of one user-data folder: the same whichever way leads to the
 * folder, and different for different folders, so that a second profile or a test never meets the entries of another.
 */
export function serviceName(userDataFolder: string): string {
  const path = realPath(userDataFolder)
  return `DynamoDB Workspaces ${createHash('sha256').update(path).digest('hex').slice(0, 12)}`
}

async function loadKeytar(): Promise<Keytar> {
  const { default: keytar } = (await import('keytar')) as unknown as { default: Keytar }
  return keytar
}

/** Where a folder really is. It is made when it is not there, unless nothing can be made; then its own name has to do. */
function realPath(folder: string): string {
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true })
    return realpathSync.native(folder)
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error
    return resolve(folder)
  }
}
