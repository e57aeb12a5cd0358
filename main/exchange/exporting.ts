import { basename } from 'node:path'
import type { CallInput } from '../../domain/contract'
import { sizeInWords } from '../machine/regularFile'
import { largestExchange, secretsIn, writeExchange } from '../../domain/exchange/exchange'
import type { ExchangedWorkspace } from '../../domain/exchange/exchange'
import type { ExportOutcome } from '../../domain/exchange/importPlan'
import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import { secretPlaces, secretPresence } from '../../domain/secret/secret'
import type { SecretPlace } from '../../domain/secret/secret'
import { titleOf } from '../../domain/workspace/workspace'
import { systemErrorCode } from '../storage/files/fileWords'
import { replaceFile } from '../storage/files/replaceFile'
import type { Workspaces } from '../workspaces/workspaces'
import { encrypt } from './encryption'
import { mayLeave } from './secretsLeave'
import type { AgreeToLeave } from './secretsLeave'

type ExportingDependencies = {
  workspaces: Pick<Workspaces, 'list' | 'readSecret'>
  chooseTarget: (name: string) => Promise<string | undefined>
  agree: AgreeToLeave
}

type Gathered = { one: ExchangedWorkspace; has: SecretPlace[] }

/** Exports workspaces as they are saved, without unsaved edits, to one file. */
export function createExporting({ workspaces, chooseTarget, agree }: ExportingDependencies) {
  /** The workspaces without secrets, and which secrets are saved for the access keys of each. */
  async function gather(ids: readonly string[]): Promise<Result<Gathered[]>> {
    const listed = await workspaces.list()
    if (!listed.ok) return listed
    const wanted = new Set(ids)
    return ok(
      listed.value.workspaces.flatMap(({ id, saved: workspace, secrets: states }) => {
        if (!workspace || !wanted.has(id)) return []
        const has = secretPlaces.filter(
          ([side, name]) =>
            secretPresence(states[side][name], { kind: 'keep' }, workspace[side].accessKey) === 'saved',
        )
        return [{ one: { id, workspace, secrets: { source: {}, destination: {} } }, has }]
      }),
    )
  }

  async function addSecrets(gathered: readonly Gathered[]): Promise<Result<null>> {
    for (const { one, has } of gathered) {
      for (const [side, name] of has) {
        const secret = await workspaces.readSecret(one.id, side, name, one.workspace[side].accessKey)
        if (!secret.ok) return secret
        if (secret.value !== null) one.secrets[side][name] = secret.value
      }
    }
    return ok(null)
  }

  return {
    /**
     * Writes the file; null when the person chooses none or does not agree to export secrets. The person is asked
     * before the keychain is read. If the keychain refuses one secret, the export fails as a whole.
     */
    async run({ ids, passphrase }: CallInput<'exportWorkspaces'>): Promise<Result<ExportOutcome | null>> {
      const gathered = await gather(ids)
      if (!gathered.ok) return gathered
      const exported = gathered.value.map(({ one }) => one)
      if (passphrase !== null) {
        const owners = gathered.value.map(({ one, has }) => ({
          name: titleOf(one.workspace),
          secrets: has.length,
        }))
        if (!(await mayLeave(agree, 'export', owners))) return ok(null)
        const added = await addSecrets(gathered.value)
        if (!added.ok) return added
      }
      const text = writeExchange(exported, passphrase !== null)
      const path = await chooseTarget(
        passphrase === null ? 'workspaces.json' : 'workspaces-with-secrets.json',
      )
      if (path === undefined) return ok(null)
      const whole = passphrase === null ? text : await encrypt(text, passphrase)
      if (Buffer.byteLength(whole) > largestExchange) return failed(tooLarge)
      const written = await write(path, whole)
      if (!written.ok) return written
      const secrets = exported.flatMap(secretsIn)
      return ok({ file: basename(path), workspaces: exported.length, secrets: secrets.length })
    },
  }
}
export type Exporting = ReturnType<typeof createExporting>

const tooLarge = {
  code: 'exportTooLarge',
  message: `The export would be larger than ${sizeInWords(largestExchange)}, which is too large to import.`,
  remedy: 'Nothing was written. Select fewer workspaces and export them to several files.',
} as const

async function write(path: string, text: string): Promise<Result<null>> {
  try {
    await replaceFile(path, text)
    return ok(null)
  } catch (error) {
    const cause = systemErrorCode(error)
    if (cause === undefined) throw error
    const remedy = 'Choose a folder that you can write to, on a disk with free space, then export again.'
    const message = `${basename(path)} could not be written.`
    return failed({ code: 'fileNotWritten', message, remedy, detail: { error: cause } })
  }
}
