import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

type Question = {
  title: string
  text: string
  /** The possible answers; the most likely one comes last. */
  answers: readonly { value: string; label: string }[]
}

/** The question that the window shows now, if there is one. */
export const useQuestionStore = defineStore('question', () => {
  const asked = shallowRef<Question | null>(null)
  let settle: (value: string | null) => void = () => undefined

  function answer(value: string | null): void {
    asked.value = null
    settle(value)
  }

  /**
   * Shows a question and resolves with the value of the answer; null when the person cancels, or when another question
   * replaces it.
   */
  function ask(question: Question): Promise<string | null> {
    answer(null)
    asked.value = question
    return new Promise((resolve) => (settle = resolve))
  }

  return {
    asked,
    answer,
    ask,
    /** Asks whether to go on, and resolves with that. */
    async confirm({ title, text, yes }: { title: string; text: string; yes: string }): Promise<boolean> {
      return (await ask({ title, text, answers: [{ value: 'yes', label: yes }] })) === 'yes'
    },
  }
})
