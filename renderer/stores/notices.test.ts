import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useNoticesStore } from './notices'

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
})
afterEach(() => void vi.useRealTimers())

const undoing = (lapsed = vi.fn(), run = vi.fn()) => ({ action: { label: 'Undo', hint: '', run }, lapsed })

it('the newest is shown, and the one before does not come back', () => {
  const notices = useNoticesStore()
  notices.fail({ code: 'notFound', message: 'Problem.', remedy: '' })
  notices.show('News.')
  expect(notices.shown?.text).toBe('News.')
  vi.advanceTimersByTime(10_000)
  expect(notices.shown).toBeUndefined()
})

it('what was offered to undo is undone from the menu for a while, and lapses then', () => {
  const notices = useNoticesStore()
  const [lapsed, run] = [vi.fn(), vi.fn()]
  notices.show('Deleted.', undoing(lapsed, run))
  vi.advanceTimersByTime(10_000)
  expect(notices.shown).toBeUndefined()
  expect(lapsed).not.toHaveBeenCalled()
  notices.undoLast()
  expect(run).toHaveBeenCalledOnce()
  notices.show('Deleted another.', undoing(lapsed, run))
  vi.advanceTimersByTime(130_000)
  expect(lapsed).toHaveBeenCalledOnce()
  notices.undoLast()
  expect(run).toHaveBeenCalledOnce()
})

it('a message that is held stays; when another takes its place, its time begins anew', () => {
  const notices = useNoticesStore()
  const lapsed = vi.fn()
  notices.show('Deleted.', undoing(lapsed))
  notices.hold(true)
  vi.advanceTimersByTime(60_000)
  expect(notices.shown?.text).toBe('Deleted.')
  notices.show('Deleted another.', undoing())
  vi.advanceTimersByTime(10_000)
  expect(notices.shown).toBeUndefined()
  expect(lapsed).toHaveBeenCalledOnce()
})

it('a problem that is shown goes when what failed is tried anew; news stay', () => {
  const notices = useNoticesStore()
  notices.fail({ code: 'notFound', message: 'Problem.', remedy: '' })
  notices.settle()
  expect(notices.shown).toBeUndefined()
  notices.show('News.')
  notices.settle()
  expect(notices.shown?.text).toBe('News.')
})
