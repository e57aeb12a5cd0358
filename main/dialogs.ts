import { join } from 'node:path'
import { app, dialog } from 'electron'
import type { BrowserWindow } from 'electron'

const chosen = {
  certificates: {
    title: 'Choose a file of certificates',
    filters: [{ name: 'Certificates (PEM)', extensions: ['pem', 'crt', 'cer'] }],
  },
  import: {
    title: 'Choose a file to import',
    filters: [{ name: 'Exported workspaces', extensions: ['json'] }],
  },
}
const allFiles = { name: 'All files', extensions: ['*'] }

/** Lets the person choose one file; undefined when they do not. */
export async function chooseFile(
  parent: BrowserWindow,
  purpose: keyof typeof chosen,
): Promise<string | undefined> {
  const { title, filters } = chosen[purpose]
  const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
    title,
    properties: ['openFile'],
    filters: [...filters, allFiles],
  })
  return canceled ? undefined : filePaths[0]
}

/** Lets the person choose where to export to; undefined when they do not. The system asks before one is replaced. */
export async function chooseTarget(parent: BrowserWindow, name: string): Promise<string | undefined> {
  const { filters } = chosen.import
  const defaultPath = join(app.getPath('documents'), name)
  const options = { title: 'Export to', defaultPath, filters: [...filters, allFiles] }
  const { canceled, filePath } = await dialog.showSaveDialog(parent, options)
  return canceled || filePath === '' ? undefined : filePath
}

const losses = {
  secrets: {
    message: 'Secrets of a workspace are not saved yet.',
    detail:
      'Everything else is kept. On closing, a typed secret key or session token is lost, and one that was moved to the other side is back where it was.',
  },
  edits: {
    message: 'Some edits could not be written to disk.',
    detail:
      'They are lost on closing. Make room on the disk or mend the folder of the application, and close again.',
  },
}

/** Asks whether to close although something is lost; true when the person closes all the same. */
export async function confirmLoss(parent: BrowserWindow, loss: keyof typeof losses): Promise<boolean> {
  const { response } = await dialog.showMessageBox(parent, {
    type: 'warning',
    ...losses[loss],
    buttons: ['Stay', 'Close all the same'],
    defaultId: 0,
    cancelId: 0,
  })
  return response === 1
}
