import { afterEach, beforeEach, expect, vi } from 'vitest'
import type { Api, Calls, EventName, Events } from '../../domain/contract'

// In place of the main process: a test says what its calls answer, and any other call fails it. It is set up before a
// component is imported, because the window takes its calls from the page as soon as it is.

type Listeners = { [N in EventName]: Set<(event: Events[N]) => void> }
const noListeners = (): Listeners => ({
  listChanged: new Set(),
  testProgress: new Set(),
  readinessProgress: new Set(),
  testManyProgress: new Set(),
  command: new Set(),
  closing: new Set(),
})

let given: Partial<Calls> = {}
let listeners = noListeners()
/** The calls that a test made and gave no answer to. */
let unanswered: string[] = []

const api: Pick<Api, 'on'> = {
  on(name, listener) {
    listeners[name].add(listener)
    return () => void listeners[name].delete(listener)
  },
}
vi.stubGlobal(
  'api',
  new Proxy(api, {
    get(own, name: keyof Api) {
      if (name === 'on') return own.on
      return given[name] ?? (() => refuse(name))
    },
  }),
)

/** A call without an answer stays open, so that nothing but the missing answer fails the test. */
function refuse(name: string): Promise<never> {
  unanswered.push(name)
  return new Promise(() => undefined)
}

beforeEach(() => {
  given = {}
  unanswered = []
  listeners = noListeners()
})
afterEach(() => expect(unanswered, 'calls that the test gives no answer to').toEqual([]))

/** Gives calls of the main process their answers, in addition to those given before. */
export function answer(calls: Partial<Calls>): void {
  Object.assign(given, calls)
}

/** Sends an event as the main process does. */
export function send<N extends EventName>(name: N, event: Events[N]): void {
  for (const listener of listeners[name]) listener(event)
}
