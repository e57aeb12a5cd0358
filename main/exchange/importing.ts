import { basename } from 'node:path'
import { encryptedFormat, readEncrypted } from '../../domain/exchange/encryptedExchange'
import type { EncryptedExchange } from '../../domain/exchange/encryptedExchange'
import { readExchange } from '../../domain/exchange/exchange'
import type { Exchange } from '../../domain/exchange/exchange'
import { contentHere, planImport } from '../../domain/exchange/importPlan'
import type { ImportChoice, ImportOutcome, ImportPreview } from '../../domain/exchange/importPlan'
import type { Reading } from '../../domain/reading'
import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import { readUntrustedJson } from '../../domain/exchange/untrustedJson'
import type { Workspaces } from '../workspaces/workspaces'
import { decrypt } from './encryption'
import { importRefused, readExchangeFile } from './exchangeFile'
import type { WorkspaceImport } from './workspaceImport'

type ImportingDependencies = {
  workspaces: Pick<Workspaces, 'list'>
  workspaceImport: WorkspaceImport
  chooseFile: () => Promise<string | undefined>
}

/** The file that was chosen last, as far as it is open. Held until the import ends, for it may have secrets. */
type Chosen = { file: string; locked?: EncryptedExchange; exchange?: Exchange }

/** The import of exported files: choose, look, then take. Nothing changes before the last step. */
export function createImporting({ workspaces, workspaceImport, chooseFile }: ImportingDependencies) {
  let chosen: Chosen | undefined

  async function plan(of: Chosen, read: Reading<Exchange>): Promise<Result<ImportPreview>> {
    if (!read.ok) return importRefused(read.sentence)
    const { file } = of
    const listed = await workspaces.list()
    if (!listed.ok) return listed
    // What the import has ended for meanwhile is not held any longer.
    if (chosen === of) chosen = { file, exchange: read.value }
    const items = planImport(read.value.workspaces, listed.value.workspaces)
    const { leftOut, blanked } = read.value
    return ok({ kind: 'plan', file, items, leftOut, blanked })
  }

  return {
    /** Says what a file would bring; null when the person chooses none. */
    async preview(): Promise<Result<ImportPreview | null>> {
      const present: Chosen = (chosen = { file: '' })
      const path = await chooseFile()
      if (path === undefined) return ok(null)
      const file = (present.file = basename(path))
      const json = await readExchangeFile(path)
      if (!json.ok) return json
      if (json.value['format'] !== encryptedFormat) return plan(present, readExchange(json.value))
      const encrypted = readEncrypted(json.value)
      if (!encrypted.ok) return importRefused(encrypted.sentence)
      present.locked = encrypted.value
      return ok({ kind: 'locked', file })
    },

    /** Opens the encrypted file that was chosen. Which of passphrase and file is wrong cannot be known. */
    async unlock(passphrase: string): Promise<Result<ImportPreview>> {
      const present = chosen
      if (!present?.locked) return importRefused('No encrypted file is chosen.')
      const text = await decrypt(present.locked, passphrase)
      if (text === undefined) {
        return failed({
          code: 'passphraseRefused',
          message: 'The passphrase is not the one of this file, or the file is damaged.',
          remedy: 'Type the passphrase again, or get the file again.',
        })
      }
      const json = readUntrustedJson(text)
      return plan(present, json.ok ? readExchange(json.value, true) : json)
    },

    /** Imports the file that was looked at. What is here is compared anew, for it may have changed since. */
    async run(choices: readonly ImportChoice[]): Promise<Result<ImportOutcome>> {
      const incoming = chosen?.exchange?.workspaces
      if (!incoming) return importRefused('No file is chosen.')
      const listed = await workspaces.list()
      if (!listed.ok) return listed
      const here = listed.value.workspaces
      const items = planImport(incoming, here)
      const steps = items.flatMap((item, at) => {
        const one = incoming[at]
        return one ? [{ incoming: one, item, choice: choices[at] ?? 'keep' }] : []
      })
      const names = here.map((record) => contentHere(record).name)
      return workspaceImport.run(steps, [...names, ...incoming.map(({ workspace }) => workspace.name)])
    },

    /** Drops what was read. */
    end(): void {
      chosen = undefined
    },
  }
}
export type Importing = ReturnType<typeof createImporting>
