import { counted } from '../../../domain/counted'
import type { Failure } from '../../../domain/failure'
import { describeCause } from './causes'

/** The clock offset that leads to a warning, in milliseconds; AWS refuses signatures from 5 minutes on. */
const toleratedMs = 4 * 60_000

/** The warning for a wrong clock in a test that passed; undefined if the clock is right. */
export function clockWarning(clockOffsetMs: number | undefined): Failure | undefined {
  if (clockOffsetMs === undefined || Math.abs(clockOffsetMs) <= toleratedMs) return undefined
  return describeCause('clockOff', { far: inWords(clockOffsetMs) })
}

/**
 * Says how far this machine's clock is off: from AWS's message, which contains both times in seconds
 * (`<signed> is now earlier than <limit> (<now> - 15 min.)`), or from the date of the reply, which a proxy may cache.
 */
export function farOff(message: string, clockOffsetMs: number | undefined): string {
  const [, signed, , server] = /: (\w{16}) is .* than (\w{16}) \((\w{16}) [+-]/.exec(message) ?? []
  const fromMessage = timeOf(server) - timeOf(signed)
  const offset = Number.isFinite(fromMessage) ? fromMessage : clockOffsetMs
  return offset === undefined || Math.abs(offset) < 30_000 ? 'off' : inWords(offset)
}

function inWords(offsetMs: number): string {
  const minutes = Math.max(1, Math.round(Math.abs(offsetMs) / 60_000))
  const far = minutes < 120 ? counted(minutes, 'minute') : `${Math.round(minutes / 60)} hours`
  return `${far} ${offsetMs > 0 ? 'behind' : 'ahead'}`
}

function timeOf(basic = ''): number {
  return Date.parse(basic.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
}
