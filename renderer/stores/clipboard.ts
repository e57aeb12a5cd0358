import { defineStore } from 'pinia'
import { api } from '../api'
import { useNoticesStore } from './notices'

/** The system's clipboard, written to when a person asks; it is never read. */
export const useClipboardStore = defineStore('clipboard', () => {
  const notices = useNoticesStore()
  return {
    async copy(text: string, news: string): Promise<void> {
      const result = await api.copyText({ text })
      if (result.ok) notices.tell(news)
      else notices.fail(result.failure)
    },
  }
})
