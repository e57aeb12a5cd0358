import { basename } from 'node:path'
import type { CallInput } from '../../domain/contract'
import { largestExchange, secretsIn, writeExchange } from '../../domain/exchange'
import type { ExchangedWorkspace } from '../../domain/exchange'
import type { ExportOutcome } from '../../domain/importPlan'
import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import { secretPlaces } from '../../domain/secret'
import { withoutLookalikes } from '../../domain/secretLookalike'
import { systemErrorCode } from '../storage/fileWords'
import { replaceFile } from '../storage/replaceFile'
import type { Workspaces } from '../workspaces'
import { encrypt } from './encryption'

type Parts = {
  workspaces: Pick<Workspaces, 'list' | 'readSecret'>
  chooseTarget: (name: string) => Promise<string | undefined>
}

/** The export: workspaces as they are saved, into one file. */
export function createExporting({ workspaces, chooseTarget }: Parts) {
  async function gather(ids: readonly string[], withSecrets: boolean): Promise<Result<ExchangedWorkspace[]>> {
    const listed = await workspaces.list()
    if (!listed.ok) return listed
    const wanted = new Set(ids)
    const gathered: ExchangedWorkspace[] = []
    for (const { id, saved } of listed.value.workspaces) {
      if (!saved || !wanted.has(id)) continue
      const one: ExchangedWorkspace = { id, workspace: saved, secrets: { source: {}, destination: {} } }
      gathered.push(one)
      if (!withSecrets) continue
      for (const [side, name] of secretPlaces) {
        const secret = await workspaces.readSecret(id, side, name, saved[side].accessKey)
        if (!secret.ok) return secret
        if (secret.value !== null) one.secrets[side][name] = secret.value
      }
    }
    return ok(gathered)
  }

  return {
    /** Writes the file; null when the person chooses none. A keychain that gives a secret not refuses the whole. */
    async run({ ids, passphrase }: CallInput<'exportWorkspaces'>): Promise<Result<ExportOutcome | null>> {
      const gathered = await gather(ids, passphrase !== null)
      if (!gathered.ok) return gathered
      const blanked: string[] = []
      if (passphrase === null) {
        for (const one of gathered.value) {
          const clean = withoutLookalikes(one.workspace)
          one.workspace = clean.workspace
          blanked.push(...clean.blanked)
        }
      }
      const text = writeExchange(gathered.value, passphrase !== null)
      const path = await chooseTarget(
        passphrase === null ? 'workspaces.json' : 'workspaces-with-secrets.json',
      )
      if (path === undefined) return ok(null)
      const whole = passphrase === null ? text : await encrypt(text, passphrase)
      if (Buffer.byteLength(whole) > largestExchange) return failed(tooLarge)
      const written = await write(path, whole)
      if (!written.ok) return written
      const secrets = gathered.value.flatMap(secretsIn)
      return ok({ file: basename(path), workspaces: gathered.value.length, secrets: secrets.length, blanked })
    },
  }
}
export type Exporting = ReturnType<typeof createExporting>

const tooLarge = {
  code: 'exportTooLarge',
  message: 'The export would be larger than 32 MB, and no import would take it.',
  remedy: 'Nothing was written. Select fewer workspaces, and export them in several files.',
} as const

async function write(path: string, text: string): Promise<Result<null>> {
  try {
    await replaceFile(path, text)
    return ok(null)
  } catch (error) {
    const cause = systemErrorCode(error)
    if (cause === undefined) throw error
    const remedy = 'Choose another folder, or make room there, and export again.'
    const message = `${basename(path)} could not be written.`
    return failed({ code: 'fileNotWritten', message, remedy, detail: { error: cause } })
  }
}
