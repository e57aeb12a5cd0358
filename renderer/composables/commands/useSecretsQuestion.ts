import { useQuestionStore } from '../../stores/question'

/** Asks whether secrets go along with what is moved or copied. */
export function useSecretsQuestion() {
  const question = useQuestionStore()

  /** Resolves with the answer; `none` without a question when there are no secrets, null when the person cancels. */
  return async function askAboutSecrets(
    hasSecrets: boolean,
    words: { title: string; text: string; with: string; without: string },
  ): Promise<'with' | 'without' | 'none' | null> {
    if (!hasSecrets) return 'none'
    const answers = [
      { value: 'without', label: words.without },
      { value: 'with', label: words.with },
    ]
    const answer = await question.ask({ title: words.title, text: words.text, answers })
    return answer === 'with' || answer === 'without' ? answer : null
  }
}
