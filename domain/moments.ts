const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const longDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' })
const longDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' })
const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

const second = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** A moment's time of day, such as `10:10`. */
export function clock(moment: string): string {
  return time.format(new Date(moment))
}

/** A moment as people say it: `today 09:14`, `yesterday 17:52`, `25 Nov 17:52`, `25 Nov 2025`. */
export function dayAndTime(moment: string, now: number): string {
  return withTime(moment, now, time)
}

/** The same with its seconds, such as `today 09:14:05`, where two moments lie in one minute. */
export function dayAndSecond(moment: string, now: number): string {
  return withTime(moment, now, second)
}

/** A day with the time of it, which no longer matters in another year. */
function withTime(moment: string, now: number, format: Intl.DateTimeFormat): string {
  const at = new Date(moment)
  const word = dayWord(at, now)
  return at.getFullYear() === new Date(now).getFullYear() || word === 'yesterday'
    ? `${word} ${format.format(at)}`
    : word
}

/** `today`, `yesterday`, `25 Nov`, `25 Nov 2025`. */
function dayWord(at: Date, now: number): string {
  const days = Math.round((startOfDay(now) - startOfDay(at.getTime())) / dayMs)
  if (days === 0) return 'today'
  if (days === 1) return 'yesterday'
  return (at.getFullYear() === new Date(now).getFullYear() ? day : dayAndYear).format(at)
}

/** A moment's day alone: `today`, `25 Nov`, and only the year if it is another one. */
export function dayOf(moment: string, now: number): string {
  return startOfDay(now) === startOfDay(Date.parse(moment)) ? 'today' : shortMoment(moment, now)
}

/** How long ago a moment was: `just now`, `4 min ago`; then the day and the time. */
export function since(moment: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(moment)) / 60_000)
  if (minutes < 1) return 'just now'
  return minutes < 60 ? `${minutes} min ago` : dayAndTime(moment, now)
}

/** When something was used last: `4 min ago`, `today 07:05`, and of another day only the day. */
export function lastUsed(moment: string, now: number): string {
  const word = dayWord(new Date(moment), now)
  return word === 'today' || now - Date.parse(moment) < hourMs ? since(moment, now) : word
}

/** How long it is until a moment: `in 56 min`, `in 7 h 26 min`; undefined once it has passed. */
export function inHowLong(moment: string, now: number): string | undefined {
  const minutes = Math.floor((Date.parse(moment) - now) / 60_000)
  if (Date.parse(moment) <= now) return undefined
  if (minutes < 1) return 'in less than a minute'
  if (minutes < 60) return `in ${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours >= 24) return `in ${Math.floor(hours / 24)} days`
  return minutes % 60 === 0 ? `in ${hours} h` : `in ${hours} h ${minutes % 60} min`
}

/** A moment's date, such as `22 November`. */
export function dateOf(moment: string): string {
  return longDay.format(new Date(moment))
}

/** A moment's date with its year, such as `22 November 2026`. */
export function fullDateOf(moment: string): string {
  return longDate.format(new Date(moment))
}

/** A moment for a narrow column: the time today, else the day, such as `09:14` and `25 Nov`. */
export function shortMoment(moment: string, now: number): string {
  const at = new Date(moment)
  if (startOfDay(now) === startOfDay(at.getTime())) return time.format(at)
  return at.getFullYear() === new Date(now).getFullYear() ? day.format(at) : String(at.getFullYear())
}

function startOfDay(moment: number): number {
  return new Date(moment).setHours(0, 0, 0, 0)
}
