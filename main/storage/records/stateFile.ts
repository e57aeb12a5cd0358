import { basename, dirname } from 'node:path'
import * as v from 'valibot'
import { boundedList } from '../../../domain/bounded'
import { failed } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { defaultSettings, settingsSchema } from '../../../domain/app/settings'
import { readAsFarAsKnown } from '../format/bestEffort'
import { isRecord, parseJson } from '../../../domain/json'
import type { SetAside } from '../../../domain/setAside'
import type { FileReading } from '../format/fileReading'
import { openRecordFolder } from '../files/recordFolder'
import { replaceFile } from '../files/replaceFile'
import { createTurns } from '../files/turns'
import { keepUnknown } from '../format/unknownKeys'

const whole = v.pipe(v.number(), v.integer())
/** A value that cannot be read is dropped without affecting the others. */
const orNone = <S extends v.GenericSchema>(schema: S) => v.fallback(v.optional(schema), undefined)
const stateSchema = v.object({
  lastOpened: orNone(v.string()),
  favourites: orNone(boundedList(v.string(), 100_000)),
  recents: orNone(boundedList(v.string(), 100_000)),
  openedAt: orNone(v.record(v.string(), v.pipe(v.string(), v.isoTimestamp()))),
  bounds: orNone(v.object({ x: whole, y: whole, width: whole, height: whole })),
  maximized: orNone(v.boolean()),
  settings: orNone(settingsSchema),
})

/** What the application remembers between runs, other than workspaces. */
export type State = v.InferOutput<typeof stateSchema>

export type StateFile = {
  /** The current state; empty when the file is missing, or was damaged and set aside. */
  read: () => State
  /** Changes a part of the state, at once for readers, then on disk. A file that cannot be read is not overwritten. */
  update: (patch: State) => Promise<Result<null>>
  /** The damaged file under its new name, or the unreadable file under its own; empty when the file is fine. */
  setAside: () => SetAside[]
}

/**
 * Opens the state file; it is read once, when first needed. With `readOnly`, a damaged file is not renamed. `write`
 * is `replaceFile` unless a test replaces it.
 */
export function createStateFile(
  path: string,
  { write = replaceFile, readOnly = false, now = () => new Date() }: Options = {},
): StateFile {
  const name = basename(path)
  const folder = openRecordFolder({ folder: dirname(path), now, readOnly, write })
  const turns = createTurns()
  let found: ReturnType<typeof folder.readNow<State>> | undefined
  let state: State = {}

  function open(): NonNullable<typeof found> {
    if (found) return found
    found = folder.readNow(name, readState)
    if (found.ok && found.value) state = found.value.file
    return found
  }

  return {
    read() {
      open()
      return state
    },
    update(patch) {
      const opened = open()
      state = { ...state, ...patch }
      return turns.take(path, async () => {
        if (!opened.ok) return failed(opened.failure)
        return folder.write(name, keepUnknown(stateSchema, opened.value?.raw, state))
      })
    },
    setAside() {
      const opened = open()
      return opened.ok ? folder.setAside() : [{ file: name, reason: opened.failure.message }]
    },
  }
}

type Options = {
  write?: (path: string, text: string) => Promise<void>
  readOnly?: boolean
  now?: () => Date
}

function readState(text: string): FileReading<State> {
  const raw = parseJson(text)
  if (!isRecord(raw)) return { kind: 'damaged', reason: 'Its text is not complete JSON.' }
  const { settings } = raw
  const file = v.parse(stateSchema, {
    ...raw,
    ...(isRecord(settings) && { settings: readAsFarAsKnown(settingsSchema, settings, defaultSettings) }),
  })
  return { kind: 'read', file, raw, newer: false }
}
