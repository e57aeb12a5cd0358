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
