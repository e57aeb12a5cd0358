import { statSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { withoutLookalikeWords } from '../../../domain/connection/lookalikes'
import { parseJson } from '../../../domain/json'
import { firstRowsSchema } from '../../../domain/list/workspaceRow'
import type { FirstRows, ShownRow } from '../../../domain/list/workspaceRow'
import { looksLikeSecret } from '../../../domain/secret/secretShape'
import { ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { readRegularText } from '../../machine/regularFile'
import { openRecordFolder } from '../files/recordFolder'
import { createTurns } from '../files/turns'
import { readAtOnce } from './listing'

/** The largest file that is read, in bytes. */
const largest = 1024 * 1024

const fileSchema = v.object({ folder: v.string(), ...firstRowsSchema.entries })

/**
 * The first rows of the list, as the window showed them last. They are a copy for the eye: every workspace is opened,
 * tested, saved and exported from its own file, and the list is read from the files right after each start.
 */
export type FirstRowsFile = {
  /**
   * The rows that were kept last, read from the file once; undefined if there are none, the file is damaged, they are of
   * another folder, or there are so few workspaces that all of them are read at once.
   */
  read: () => FirstRows | undefined
  /** Keeps the rows, without anything that looks like a secret. */
  keep: (rows: FirstRows) => Promise<Result<null>>
}

/** Opens `list.json` of the user-data folder; `workspaces` is the folder of the files that the rows stand for. */
export function openFirstRowsFile(userData: string, workspaces: string): FirstRowsFile {
  const name = 'list.json'
  const folder = openRecordFolder({ folder: userData, now: () => new Date() })
  const turns = createTurns()
  let known: { rows: FirstRows | undefined } | undefined

  function readNow(): FirstRows | undefined {
    try {
      const found = readRegularText(join(userData, name), largest)
      if (found.kind !== 'read') return undefined
      const file = v.safeParse(fileSchema, parseJson(found.content))
      if (!file.success || file.output.folder !== identityOf(workspaces)) return undefined
      const { total, rows } = file.output
      return rows.length > 0 && total > readAtOnce ? { total, rows } : undefined
    } catch {
      // It is a copy of what the files say, so nothing is lost with it.
      return undefined
    }
  }

  return {
    read: () => (known ??= { rows: readNow() }).rows,
    keep: ({ total, rows }) =>
      turns.take(name, async () => {
        known = { rows: total > readAtOnce ? { total, rows: rows.map(withoutSecrets) } : undefined }
        if (!known.rows) return (await folder.has(name)) ? folder.remove(name) : ok(null)
        return folder.write(name, { folder: identityOf(workspaces), ...known.rows })
      }),
  }
}

/** The window shows what is typed, which might be a secret in a wrong field; no file holds it. */
function withoutSecrets(row: ShownRow): ShownRow {
  const { source, destination } = row.ends
  return {
    ...row,
    title: withoutSecret(row.title),
    ends: {
      source: { ...source, label: withoutSecret(source.label) },
      destination: { ...destination, label: withoutSecret(destination.label) },
    },
  }
}

function withoutSecret(text: string): string {
  return looksLikeSecret(text.replace(/\s/g, '')) ? '…' : withoutLookalikeWords(text)
}

/** Which folder it is, wherever it is moved; a copy of it is another one. Throws if there is none. */
function identityOf(folder: string): string {
  const { dev, ino } = statSync(folder, { bigint: true })
  return `${dev}-${ino}`
}
