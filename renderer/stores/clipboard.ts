import { defineStore } from 'pinia'
import { api } from '../api'
import { useNoticesStore } from './notices'

/** Writes to the clipboard of the system when a person clicks Copy; never reads it. */
export const useClipboardStore = defineStore('clipboard', () => {
  const notices = useNoticesStore()
  return {
    async copy(text: string, news: string): Promise<void> {
      const result = await api.copyText({ text })
      if (result.ok) notices.show(news)
      else notices.fail(result.failure)
    },
  }
})
