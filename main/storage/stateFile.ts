import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import { defaultSettings, settingsSchema } from '../../domain/settings'
import { readAsFarAsKnown } from './bestEffort'
import { fileFailure } from './fileWords'
import { replaceFile } from './replaceFile'
import { isRecord } from '../../domain/json'
import { createTurns } from './turns'
import { keepUnknown } from './unknownKeys'

const whole = v.pipe(v.number(), v.integer())
/** What cannot be read costs nothing but itself. */
const orNone = <S extends v.GenericSchema>(schema: S) => v.fallback(v.optional(schema), undefined)
const stateSchema = v.object({
  lastOpened: orNone(v.string()),
  favourites: orNone(v.array(v.string())),
  recents: orNone(v.array(v.string())),
  bounds: orNone(v.object({ x: whole, y: whole, width: whole, height: whole })),
  maximized: orNone(v.boolean()),
  settings: orNone(settingsSchema),
})

/** What the application remembers of its last run besides workspaces. */
export type State = v.InferOutput<typeof stateSchema>

export type StateFile = {
  /** The state now; empty when the file is missing or damaged, which costs no more than a window in its usual place. */
  read: () => State
  /** Changes some of it, at once for readers, and then on disk. */
  update: (patch: State) => Promise<Result<null>>
}

/** Opens the state file; it is read on first need, once. `write` is `replaceFile` unless a test stands in for the disk. */
export function createStateFile(path: string, write: typeof replaceFile = replaceFile): StateFile {
  const turns = createTurns()
  let raw: unknown
  let state: State | undefined

  function read(): State {
    if (state) return state
    raw = readJson(path)
    return (state = readState(raw))
  }

  return {
    read,
    update(patch) {
      state = { ...read(), ...patch }
      return turns.take(path, async () => {
        try {
          await write(path, `${JSON.stringify(keepUnknown(stateSchema, raw, state), null, 2)}\n`)
          return ok(null)
        } catch (error) {
          return failed(fileFailure('fileNotWritten', error))
        }
      })
    },
  }
}

function readState(raw: unknown): State {
  if (!isRecord(raw)) return {}
  const { settings } = raw
  return v.parse(stateSchema, {
    ...raw,
    ...(isRecord(settings) && { settings: readAsFarAsKnown(settingsSchema, settings, defaultSettings) }),
  })
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
