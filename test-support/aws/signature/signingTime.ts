const WINDOW_MINUTES = 15
const WINDOW_MS = WINDOW_MINUTES * 60_000

/** What is wrong with the time at which a request says it was signed. */
export interface TimeFault {
  readonly reason: 'incomplete signature' | 'signature expired' | 'signature not yet current'
  readonly message: string
}

/** Finds fault with a signing time that cannot be read or is more than 15 minutes off, in AWS's words. */
export function faultInTime(timestamp: string, now: number): TimeFault | undefined {
  const signedAt = parse(timestamp)
  if (signedAt === undefined) {
    const hint = 'See http://en.wikipedia.org/wiki/ISO_8601'
    const message = `Date must be in ISO-8601 'basic format'. Got '${timestamp}'. ${hint}`
    return { reason: 'incomplete signature', message }
  }
  if (signedAt < now - WINDOW_MS) {
    const limit = `${format(now - WINDOW_MS)} (${format(now)} - ${WINDOW_MINUTES} min.)`
    const message = `Signature expired: ${timestamp} is now earlier than ${limit}`
    return { reason: 'signature expired', message }
  }
  if (signedAt > now + WINDOW_MS) {
    const limit = `${format(now + WINDOW_MS)} (${format(now)} + ${WINDOW_MINUTES} min.)`
    const message = `Signature not yet current: ${timestamp} is still later than ${limit}`
    return { reason: 'signature not yet current', message }
  }
  return undefined
}

function format(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '')
}

function parse(text: string): number | undefined {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')
  const time = iso === text ? NaN : Date.parse(iso)
  return Number.isNaN(time) ? undefined : time
}
