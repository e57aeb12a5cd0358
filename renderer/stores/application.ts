import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { AboutView } from '../../domain/app/about'
import { readGuide } from '../../domain/app/guide'
import type { GuideSection } from '../../domain/app/guide'
import causes from '../../docs/causes.md?url'
import commandLine from '../../docs/command-line.md?url'
import { api } from '../api'
import { useNoticesStore } from './notices'

const guides = { causes, commandLine }
export type Guide = keyof typeof guides

/** What the application says of itself, and the texts that come with it; each is read when it is asked for. */
export const useApplicationStore = defineStore('application', () => {
  const notices = useNoticesStore()
  const about = shallowRef<AboutView>()

  async function load(): Promise<AboutView | undefined> {
    const result = await api.describeApplication({})
    if (!result.ok) return void notices.fail(result.failure)
    about.value = result.value
    return result.value
  }

  /** A text that was built with the window; undefined where there is none, as while it is being developed. */
  async function read(address: string): Promise<string | undefined> {
    const answer = await fetch(address).catch(() => undefined)
    return answer?.ok ? answer.text() : undefined
  }

  return {
    about,
    load,
    /** The packages that are shipped, with their licences. */
    readLicences: () => read('./licences.txt'),
    readGuide: async (guide: Guide): Promise<GuideSection[]> => readGuide((await read(guides[guide])) ?? ''),
  }
})
