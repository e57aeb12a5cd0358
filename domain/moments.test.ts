import { describe, expect, it } from 'vitest'
import { dayAndSecond, dayAndTime, dayOf, inHowLong, lastUsed, shortMoment, since } from './moments'

const now = new Date(2026, 10, 26, 9, 14).getTime()
const at = (...parts: [number, number, number, number?, number?]): string => new Date(...parts).toISOString()

describe('moments, as people say them', () => {
  it('says how long ago within the hour, then the day and the time', () => {
    expect(since(at(2026, 10, 26, 9, 14), now)).toBe('just now')
    expect(since(at(2026, 10, 26, 9, 10), now)).toBe('4 min ago')
    expect(since(at(2026, 10, 26, 7, 5), now)).toBe('today 07:05')
  })

  it('counts days by the calendar, not by 24 hours', () => {
    expect(dayAndTime(at(2026, 10, 25, 23, 59), now)).toBe('yesterday 23:59')
    expect(dayAndTime(at(2026, 10, 24, 17, 52), now)).toBe('24 Nov 17:52')
    expect(dayAndTime(at(2025, 10, 24, 17, 52), now)).toBe('24 Nov 2025')
  })

  it('tells two moments of one minute apart, and names the day alone', () => {
    const moment = new Date(2026, 10, 26, 9, 10, 5).toISOString()
    expect(dayAndSecond(moment, now)).toBe('today 09:10:05')
    expect(dayOf(moment, now)).toBe('today')
    expect(dayOf(at(2026, 10, 24, 17, 52), now)).toBe('24 Nov')
  })

  it('says how long it is until a moment, and nothing once it has passed', () => {
    expect(inHowLong(at(2026, 10, 26, 10, 10), now)).toBe('in 56 min')
    expect(inHowLong(at(2026, 10, 26, 16, 40), now)).toBe('in 7 h 26 min')
    expect(inHowLong(at(2026, 10, 26, 10, 14), now)).toBe('in 1 h')
    expect(inHowLong(at(2026, 10, 29, 9, 15), now)).toBe('in 3 days')
    expect(inHowLong(at(2026, 10, 26, 9, 14), now)).toBeUndefined()
  })

  it('is short in a narrow column', () => {
    expect(shortMoment(at(2026, 10, 26, 9, 12), now)).toBe('09:12')
    expect(shortMoment(at(2026, 10, 25, 9, 12), now)).toBe('25 Nov')
    expect(shortMoment(at(2025, 10, 25, 9, 12), now)).toBe('2025')
  })

  it('says when something was used last, and of another day only the day', () => {
    expect(lastUsed(at(2026, 10, 26, 9, 10), now)).toBe('4 min ago')
    expect(lastUsed(at(2026, 10, 26, 7, 5), now)).toBe('today 07:05')
    expect(lastUsed(at(2026, 10, 25, 17, 52), now)).toBe('yesterday')
    expect(lastUsed(at(2026, 10, 24, 17, 52), now)).toBe('24 Nov')
    const midnight = new Date(2026, 10, 26, 0, 10).getTime()
    expect(lastUsed(at(2026, 10, 25, 23, 58), midnight)).toBe('12 min ago')
  })

  it('names yesterday across the turn of a year', () => {
    const newYear = new Date(2027, 0, 1, 9, 14).getTime()
    expect(dayAndTime(at(2026, 11, 31, 17, 52), newYear)).toBe('yesterday 17:52')
  })
})
