import { join } from 'node:path'
import { app, dialog } from 'electron'
import type { BrowserWindow } from 'electron'
import { leaveQuestion } from './exchange/secretsLeave'
import type { SecretsLeave } from './exchange/secretsLeave'

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
export function confirmLoss(parent: BrowserWindow, loss: keyof typeof losses): Promise<boolean> {
  return confirm(parent, { ...losses[loss], stay: 'Stay', agree: 'Close all the same' })
}

/**
 * Asks whether secrets may leave the place where they are kept; true when the person lets them. The window cannot
 * answer for the person.
 */
export function confirmLeave(parent: BrowserWindow, leave: SecretsLeave): Promise<boolean> {
  return confirm(parent, { ...leaveQuestion(leave), stay: 'Cancel' })
}

type Question = { message: string; detail: string; stay: string; agree: string }

/** Asks in a dialog of the system, in which not to agree is the default, and what Escape does. */
async function confirm(parent: BrowserWindow, { message, detail, stay, agree }: Question): Promise<boolean> {
  const buttons = [stay, agree]
  const options = { type: 'warning', message, detail, buttons, defaultId: 0, cancelId: 0 } as const
  const { response } = await dialog.showMessageBox(parent, options)
  return response === 1
}
