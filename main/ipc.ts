import { ipcMain } from 'electron'
import type { WebFrameMain } from 'electron'
import { callInputs } from '../domain/contract'
import type { CallInput, CallName, CallOutput } from '../domain/contract'
import { errorName } from '../domain/errorName'
import { failed } from '../domain/result'
import type { Result } from '../domain/result'
import { logLine } from './log'
import { readCall } from './readCall'

/** The handlers, one for each call of the contract. */
export type Handlers = { [N in CallName]: (input: CallInput<N>) => Promise<Result<CallOutput<N>>> }

/**
 * Answers the window's calls. A call from any other sender is refused with an error; only parsed input is passed on;
 * an unexpected error becomes an `unexpected` failure. Logs names and paths of fields, never values.
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
    const input = readCall(name, payload)
    if (!input.ok) return input
    try {
      return await handlers[name](input.value)
    } catch (error) {
      logLine(`${name}: ${errorName(error)}`)
      return failed({
        code: 'unexpected',
        message: 'Something unexpected happened.',
        remedy: 'Try again. What you typed is kept.',
        detail: { error: errorName(error) },
      })
    }
  })
}
