import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** What is asked before something is done, and the words of the button that does it. */
export type Question = { title: string; text: string; yes: string }

/** The one question that is open; a second one answers the first with no. */
export const useQuestion = defineStore('question', () => {
  const asked = shallowRef<Question>()
  let settle: ((yes: boolean) => void) | undefined

  function answer(yes: boolean): void {
    asked.value = undefined
    settle?.(yes)
    settle = undefined
  }

  return {
    asked,
    answer,
    /** Asks, and resolves with whether the person goes on. */
    ask(question: Question): Promise<boolean> {
      answer(false)
      asked.value = question
      return new Promise((resolve) => (settle = resolve))
    },
  }
})
