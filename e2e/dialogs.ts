import type { ElectronApplication } from 'playwright'

/** Answers the native dialogs for files with one path; null is somebody who cancels them. */
export async function answerFileDialogs(electron: ElectronApplication, path: string | null): Promise<void> {
  await electron.evaluate(({ dialog }, chosen) => {
    const canceled = chosen === null
    Object.assign(dialog, {
      showOpenDialog: async () => ({ canceled, filePaths: canceled ? [] : [chosen] }),
      showSaveDialog: async () => ({ canceled, filePath: chosen ?? '' }),
    })
  }, path)
}

/** What a question of the system said, and which of its buttons is the default. */
export type Question = {
  message: string
  detail: string
  buttons: string[]
  defaultId: number
  cancelId: number
}

/** Answers the native questions with the button of this name, or as Escape does; answers how to read what was asked. */
export async function answerQuestions(
  electron: ElectronApplication,
  button: string | null,
): Promise<() => Promise<Question[]>> {
  await electron.evaluate(({ dialog }, name) => {
    const asked: unknown[] = []
    Object.assign(globalThis, { questionsAsked: asked })
    Object.assign(dialog, {
      showMessageBox: async (_parent: unknown, options: Electron.MessageBoxOptions) => {
        asked.push(options)
        const response = name === null ? (options.cancelId ?? 0) : (options.buttons ?? []).indexOf(name)
        return { response, checkboxChecked: false }
      },
    })
  }, button)
  return () =>
    electron.evaluate(() => (globalThis as unknown as { questionsAsked: Question[] }).questionsAsked)
}
