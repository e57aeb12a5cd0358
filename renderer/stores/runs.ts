import { ref } from 'vue'
import { api } from '../api'

/** Runs in the main process that are under way, at most one for each key, each with what it tells meanwhile. */
export function createRuns<News extends object>() {
  const running = ref<Record<string, { runId: string; news: News }>>({})

  return {
    /** What the run of a key has told so far; undefined while there is none. */
    of: (key: string): News | undefined => running.value[key]?.news as News | undefined,

    /** Takes news of a run; of one that has ended, nothing is kept. */
    take(runId: string, news: News): void {
      for (const run of Object.values(running.value)) if (run.runId === runId) Object.assign(run, { news })
    },

    /** Makes a call as the run of a key, under an id of its own, and answers what it answers. */
    async make<T>(key: string, news: News, call: (runId: string) => Promise<T>): Promise<T> {
      const runId = crypto.randomUUID()
      Object.assign(running.value, { [key]: { runId, news } })
      const answer = await call(runId)
      running.value = Object.fromEntries(
        Object.entries(running.value).filter(([, run]) => run.runId !== runId),
      )
      return answer
    },

    /** Cancels the run of a key, if there is one. */
    cancel(key: string): void {
      const run = running.value[key]
      if (run) void api.cancelTest({ runId: run.runId })
    },
  }
}
