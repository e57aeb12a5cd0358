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

/** Asks the person to choose one file; undefined when they cancel. */
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

/**
 * Asks the person where to export to; undefined when they cancel. The system's dialog asks before it replaces a file.
 */
export async function chooseTarget(parent: BrowserWindow, name: string): Promise<string | undefined> {
  const { filters } = chosen.import
  const defaultPath = join(app.getPath('documents'), name)
  const options = { title: 'Export to', defaultPath, filters: [...filters, allFiles] }
  const { canceled, filePath } = await dialog.showSaveDialog(parent, options)
  return canceled || filePath === '' ? undefined : filePath
}

const losses = {
  secrets: {
    message: 'Some secrets of a workspace are not saved yet.',
    detail:
      'Everything else is kept. If you close now, secret keys and session tokens that you typed are lost, and those that you moved to the other side return to where they were.',
  },
  edits: {
    message: 'Some edits could not be written to disk.',
    detail:
      'They are lost if you close now. To keep them, choose Stay, free some space on the disk or make the application’s data folder writable, then close again.',
  },
}

/** Asks whether to close although something is lost; true when the person chooses to close. */
export function confirmLoss(parent: BrowserWindow, loss: keyof typeof losses): Promise<boolean> {
  return confirm(parent, { ...losses[loss], stay: 'Stay', agree: 'Close anyway' })
}

/**
 * Asks whether secrets may leave the place where they are kept; true when the person agrees. The dialog belongs to
 * the system, so that a compromised window cannot answer for the person.
 */
export function confirmLeave(parent: BrowserWindow, leave: SecretsLeave): Promise<boolean> {
  return confirm(parent, { ...leaveQuestion(leave), stay: 'Cancel' })
}

type Question = { message: string; detail: string; stay: string; agree: string }

/** Asks in a system dialog. The default button and Escape both decline. */
async function confirm(parent: BrowserWindow, { message, detail, stay, agree }: Question): Promise<boolean> {
  const buttons = [stay, agree]
  const options = { type: 'warning', message, detail, buttons, defaultId: 0, cancelId: 0 } as const
  const { response } = await dialog.showMessageBox(parent, options)
  return response === 1
}
