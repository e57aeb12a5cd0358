import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Failure } from '../../domain/failure'

export type Notice = {
  id: number
  kind: 'news' | 'problem'
  /** The workspace that it is about, if the text does not name it. */
  workspace?: string | undefined
  text: string
  remedy?: string
  action?: { label: string; hint: string; run: () => void }
  /** Runs once when the action can no longer be used, and was not. */
  lapsed?: () => void
}

/** How long a message is shown; a problem takes longer to read and to act on. */
const shownMs = { news: 10_000, problem: 30_000 }
/** For how long the menu still undoes what a message has offered to undo. */
const undoMs = 120_000

/** Messages, each with at most one thing to do. The newest is shown in the bar, and none comes back. */
export const useNoticesStore = defineStore('notices', () => {
  const list = ref<Notice[]>([])
  const hidden = ref<readonly number[]>([])
  const timers = new Map<number, ReturnType<typeof setTimeout>>()

  const newest = ref(0)
  const shown = computed(() => list.value.find(({ id }) => id === newest.value && !hidden.value.includes(id)))
  const undoable = computed(() => list.value.findLast(({ action }) => action?.label === 'Undo'))

  function wait(id: number, ms: number, then: (id: number) => void): void {
    clearTimeout(timers.get(id))
    timers.set(
      id,
      setTimeout(() => then(id), ms),
    )
  }

  /** Takes a message out of the bar; what it can undo can be undone from the menu for a while. */
  function hide(id: number): void {
    if (undoable.value?.id !== id) return close(id)
    hidden.value = [...hidden.value, id]
    wait(id, undoMs, close)
  }

  function add(notice: Omit<Notice, 'id'>): void {
    const isUndo = notice.action?.label === 'Undo'
    // One that was only waiting in the menu gives way to the next that can be undone.
    for (const { id } of list.value) if (isUndo && hidden.value.includes(id)) close(id)
    for (const { id, text, action } of list.value) if (!action && text === notice.text) close(id)
    // Whoever holds a message lets go of it when another one takes its place.
    for (const { id, kind } of list.value) if (!timers.has(id)) wait(id, shownMs[kind], hide)
    const id = ++newest.value
    list.value = [...list.value, { ...notice, id }]
    wait(id, shownMs[notice.kind], hide)
  }

  function remove(id: number): Notice | undefined {
    clearTimeout(timers.get(id))
    timers.delete(id)
    const notice = list.value.find((one) => one.id === id)
    list.value = list.value.filter((one) => one.id !== id)
    hidden.value = hidden.value.filter((one) => one !== id)
    return notice
  }

  const close = (id: number): void => remove(id)?.lapsed?.()
  const act = (id: number): void => remove(id)?.action?.run()

  return {
    /** What the bar shows. */
    shown,
    show: (text: string, rest: Pick<Notice, 'action' | 'lapsed' | 'workspace'> = {}) =>
      add({ kind: 'news', text, ...rest }),
    fail: ({ message, remedy }: Failure, workspace?: string) =>
      add({ kind: 'problem', text: message, remedy, workspace }),
    close,
    act,
    /** Takes away a problem that is shown, because what failed is tried anew. */
    settle(): void {
      if (shown.value?.kind === 'problem') close(shown.value.id)
    },
    /** Keeps the shown message for as long as someone points at it or has the focus in it. */
    hold(isHeld: boolean): void {
      const held = shown.value
      if (!held) return
      if (!isHeld) return wait(held.id, shownMs[held.kind], hide)
      clearTimeout(timers.get(held.id))
      timers.delete(held.id)
    },
    /** Undoes the last change that can be undone, or says that there is none. */
    undoLast(): void {
      if (undoable.value) act(undoable.value.id)
      else add({ kind: 'news', text: 'There is nothing to undo.' })
    },
  }
})
