import { ipcMain } from 'electron'
import type { WebFrameMain } from 'electron'
import * as v from 'valibot'
import { callInputs } from '../domain/contract'
import type { CallInput, CallName, CallOutput } from '../domain/contract'
import { failed } from '../domain/result'
import type { Result } from '../domain/result'

/** One function for each call of the contract. */
export type Handlers = { [N in CallName]: (input: CallInput<N>) => Promise<Result<CallOutput<N>>> }

/**
 * Answers the window's calls: refuses strangers aloud, passes on nothing but parsed input, and turns what was not
 * expected into an `unexpected` failure. Logs names and paths of fields, never values.
 */
export function serve(handlers: Handlers, isTrusted: (frame: WebFrameMain | null) => boolean): void {
  for (const name of Object.keys(callInputs) as CallName[]) serveOne(name, handlers, isTrusted)
}

function serveOne<N extends CallName>(
  name: N,
  handlers: Handlers,
  isTrusted: (frame: WebFrameMain | null) => boolean,
): void {
  ipcMain.handle(name, async (event, payload: unknown): Promise<Result<CallOutput<N>>> => {
    if (!isTrusted(event.senderFrame)) throw new Error(`${name}: refused, not the application's own window`)
    const parsed = v.safeParse(callInputs[name] as v.GenericSchema<unknown, CallInput<N>>, payload)
    if (!parsed.success) {
      const paths = parsed.issues.map((issue) => v.getDotPath(issue) ?? '(input)')
      console.error(`${name}: bad input at ${paths.join(', ')}`)
      return failed({
        code: 'invalidInput',
        message: 'A value is not of the expected kind or far too long.',
        remedy: `Check: ${paths.join(', ')}.`,
      })
    }
    try {
      return await handlers[name](parsed.output)
    } catch (error) {
      console.error(`${name}: ${error instanceof Error ? error.name : 'unknown error'}`)
      return failed({
        code: 'unexpected',
        message: 'Something happened that should not.',
        remedy: 'Try again. What was typed is kept.',
        detail: { error: error instanceof Error ? error.name : 'unknown' },
      })
    }
  })
}
