/** The window's permissions: everything that Chromium can withhold from a page is withheld. */
export const windowPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
  // Without this option a page could read the clipboard with `document.execCommand('paste')`. Electron 33 does not
  // support it yet.
  enableDeprecatedPaste: false,
} as const
