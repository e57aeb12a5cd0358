import { basename } from 'node:path'
import { encryptedFormat, readEncrypted } from '../../domain/exchange/encryptedExchange'
import type { EncryptedExchange } from '../../domain/exchange/encryptedExchange'
import { readExchange } from '../../domain/exchange/exchange'
import type { Exchange } from '../../domain/exchange/exchange'
import { contentHere, planImport } from '../../domain/exchange/importPlan'
import { secretsHere } from '../../domain/exchange/takeOver'
import type {
  ImportSurroundings,
  ImportChoice,
  ImportOutcome,
  ImportPreview,
} from '../../domain/exchange/importPlan'
import { failed, ok } from '../../domain/result'
import type { Reading, Result } from '../../domain/result'
import { readUntrustedJson } from '../../domain/exchange/untrustedJson'
import type { Workspaces } from '../workspaces/workspaces'
import { decrypt } from './encryption'
import { importRefused, readExchangeFile } from './exchangeFile'
import type { WorkspaceImport } from './workspaceImport'

type ImportingDependencies = {
  workspaces: Pick<Workspaces, 'list'>
  workspaceImport: WorkspaceImport
  describeMachine: () => ImportSurroundings
  chooseFile: () => Promise<string | undefined>
}

/**
 * The file that was chosen last, decrypted if it could be. It is held only until the import ends, because it might
 * contain secrets.
 */
type Chosen = { file: string; locked?: EncryptedExchange; exchange?: Exchange }

/** Imports exported files: choose a file, preview it, then run the import. Nothing changes before the last step. */
export function createImporting({
  workspaces,
  workspaceImport,
  describeMachine,
  chooseFile,
}: ImportingDependencies) {
  let chosen: Chosen | undefined

  async function plan(of: Chosen, read: Reading<Exchange>): Promise<Result<ImportPreview>> {
    if (!read.ok) return importRefused(read.sentence)
    const { file } = of
    const listed = await workspaces.list()
    if (!listed.ok) return listed
    // If the import has ended in the meantime, its content is not held.
    if (chosen === of) chosen = { file, exchange: read.value }
    const items = planImport(read.value.workspaces, listed.value.workspaces, describeMachine())
    const { leftOut, blanked } = read.value
    return ok({ kind: 'plan', file, items, leftOut, blanked })
  }

  return {
    /** Previews what a file would import; null when the person chooses none. */
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

    /** Decrypts the chosen file. On failure it cannot know whether the passphrase or the file is wrong. */
    async unlock(passphrase: string): Promise<Result<ImportPreview>> {
      const present = chosen
      if (!present?.locked) return importRefused('No encrypted file was chosen.')
      const text = await decrypt(present.locked, passphrase)
      if (text === undefined) {
        return failed({
          code: 'passphraseRefused',
          message: 'The passphrase is wrong, or the file is damaged.',
          remedy: 'Enter the passphrase again. If it is right, get a new copy of the file.',
        })
      }
      const json = readUntrustedJson(text)
      return plan(present, json.ok ? readExchange(json.value, true) : json)
    },

    /** Imports the previewed file. It is compared with the workspaces again, because they might have changed since. */
    async run(choices: readonly ImportChoice[]): Promise<Result<ImportOutcome>> {
      const incoming = chosen?.exchange?.workspaces
      if (!incoming) return importRefused('No file was chosen.')
      const listed = await workspaces.list()
      if (!listed.ok) return listed
      const here = listed.value.workspaces
      const items = planImport(incoming, here, describeMachine())
      const steps = items.flatMap((item, at) => {
        const one = incoming[at]
        return one ? [{ incoming: one, item, choice: choices[at] ?? 'keep' }] : []
      })
      const names = here.map((record) => contentHere(record).name)
      const incomingNames = incoming.map(({ workspace }) => workspace.name)
      return workspaceImport.run(steps, [...names, ...incomingNames], secretsHere(here))
    },

    /** Drops what was read. */
    end(): void {
      chosen = undefined
    },
  }
}
export type Importing = ReturnType<typeof createImporting>
