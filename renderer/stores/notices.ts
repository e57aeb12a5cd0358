import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Failure } from '../../domain/failure'

type Notice = {
  id: number
  kind: 'news' | 'problem'
  text: string
  remedy?: string
  action?: { label: string; hint: string; run: () => void }
  /** Runs once when the notice closes and its action was not used. */
  lapsed?: () => void
}

/** Short messages at the edge of the window, each with at most one thing to do. */
export const useNoticesStore = defineStore('notices', () => {
  const list = ref<Notice[]>([])
  let last = 0

  function add(notice: Omit<Notice, 'id'>): void {
    list.value = [...list.value, { ...notice, id: ++last }]
  }

  function remove(id: number): Notice | undefined {
    const notice = list.value.find((one) => one.id === id)
    list.value = list.value.filter((one) => one.id !== id)
    return notice
  }

  return {
    list,
    show: (text: string, rest: Pick<Notice, 'action' | 'lapsed'> = {}) =>
      add({ kind: 'news', text, ...rest }),
    fail: ({ message, remedy }: Failure) => add({ kind: 'problem', text: message, remedy }),
    close: (id: number) => remove(id)?.lapsed?.(),
    act: (id: number) => remove(id)?.action?.run(),
  }
})
