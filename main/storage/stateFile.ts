import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import { settingsSchema } from '../../domain/settings'
import { fileFailure } from './fileWords'
import { replaceFile } from './replaceFile'
import { createTurns } from './turns'
import { keepUnknown } from './unknownKeys'

const whole = v.pipe(v.number(), v.integer())
const stateSchema = v.object({
  lastOpened: v.optional(v.string()),
  favourites: v.optional(v.array(v.string())),
  recents: v.optional(v.array(v.string())),
  bounds: v.optional(v.object({ x: whole, y: whole, width: whole, height: whole })),
  maximized: v.optional(v.boolean()),
  settings: v.optional(settingsSchema),
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
    const parsed = v.safeParse(stateSchema, raw)
    return (state = parsed.success ? parsed.output : {})
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

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
