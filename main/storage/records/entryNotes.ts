import * as v from 'valibot'
import { boundedList } from '../../../domain/bounded'
import { parseJson } from '../../../domain/json'
import { ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import type { RecordFolder } from '../files/recordFolder'
import type { FileReading } from '../format/fileReading'

/**
 * Notes of the keychain entries that a save is about to write or delete, one file for each workspace. They are
 * written before the keychain is changed and removed when nothing is left to do, so that after a crash they say which
 * entries to look for. They contain names of entries, no secrets.
 */
export type EntryNotes = {
  of: (id: string) => Promise<Result<string[]>>
  add: (id: string, entries: string[]) => Promise<Result<null>>
  drop: (id: string) => Promise<Result<null>>
  /** The ids that have notes. */
  ids: () => Promise<Result<string[]>>
}

const schema = v.object({ schemaVersion: v.literal(1), entries: boundedList(v.string(), 10_000) })
const suffix = '.entries.json'

/** Opens the notes in the folder of the workspaces' files. */
export function openEntryNotes(folder: RecordFolder): EntryNotes {
  async function of(id: string): Promise<Result<string[]>> {
    const reading = await folder.read(id + suffix, parse)
    return reading.ok ? ok(reading.value?.file.entries ?? []) : reading
  }
  return {
    of,
    async add(id, entries) {
      const noted = await of(id)
      if (!noted.ok) return noted
      const all = [...new Set([...noted.value, ...entries])]
      return folder.write(id + suffix, { schemaVersion: 1, entries: all } satisfies v.InferOutput<
        typeof schema
      >)
    },
    drop: (id) => folder.remove(id + suffix),
    async ids() {
      const names = await folder.names()
      if (!names.ok) return names
      return ok(
        names.value.filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length)),
      )
    },
  }
}

function parse(text: string): FileReading<v.InferOutput<typeof schema>> {
  const raw = parseJson(text)
  const parsed = v.safeParse(schema, raw, { abortEarly: true })
  return parsed.success
    ? { kind: 'read', file: parsed.output, raw, newer: false }
    : { kind: 'damaged', reason: 'This is not a list of keychain entries.' }
}
