// @ts-check
// The DevTools protocol over a program's pipes 3 and 4 (`--remote-debugging-pipe`): JSON texts, each ended by a zero byte.

/**
 * @typedef {{ id?: number, method?: string, params?: any, result?: any, error?: { message: string }, sessionId?: string }} Message
 */

/**
 * What a trace says: `ts` and `dur` are in microseconds.
 * @typedef {{ name: string, ts: number, dur?: number, pid: number, tid: number, args: any }} TraceEvent
 */

/**
 * Connects to a program that was started with these pipes. It costs the program nothing until the first command.
 * @param {import('node:stream').Writable} writes
 * @param {import('node:stream').Readable} reads
 */
export function connectDevTools(writes, reads) {
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
  const waiting = new Map()
  /** @type {Map<string, (params: any) => void>} */
  const listeners = new Map()
  let last = 0
  let rest = ''
  writes.on('error', () => {})
  reads.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => {
    const texts = (rest + chunk).split('\0')
    rest = texts.pop() ?? ''
    for (const text of texts) {
      /** @type {Message} */
      const { id, result, error, method, params } = JSON.parse(text)
      if (method) listeners.get(method)?.(params)
      const call = waiting.get(id ?? -1)
      waiting.delete(id ?? -1)
      if (error) call?.reject(new Error(error.message))
      else call?.resolve(result)
    }
  })

  /**
   * Sends one command and resolves with its result.
   * @param {string} method
   * @param {object} [params]
   * @param {string} [sessionId]
   * @returns {Promise<any>}
   */
  function send(method, params = {}, sessionId) {
    const id = ++last
    writes.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`)
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
  }

  return {
    send,

    /**
     * Records what the program does while `work` runs, and resolves with the events of the trace.
     * @param {string[]} includedCategories
     * @param {() => Promise<unknown>} work
     * @returns {Promise<TraceEvent[]>}
     */
    async trace(includedCategories, work) {
      /** @type {TraceEvent[]} */
      const events = []
      listeners.set('Tracing.dataCollected', ({ value }) => events.push(...value))
      const complete = new Promise((ended) => listeners.set('Tracing.tracingComplete', ended))
      await send('Tracing.start', { traceConfig: { includedCategories }, transferMode: 'ReportEvents' })
      await work()
      await send('Tracing.end')
      await complete
      return events
    },

    /** Attaches to the program's only page; the returned function sends commands to it. */
    async page() {
      const { targetInfos } = await send('Target.getTargets')
      const target = targetInfos.find((/** @type {{ type: string }} */ { type }) => type === 'page')
      if (!target) throw new Error('The program shows no page.')
      const { sessionId } = await send('Target.attachToTarget', { targetId: target.targetId, flatten: true })
      return (/** @type {string} */ method, /** @type {object} */ params = {}) =>
        send(method, params, sessionId)
    },
  }
}
