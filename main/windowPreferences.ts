/** What the window's page may do: as little as Chromium knows how to withhold. */
export const windowPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
  // A page could read the clipboard by command; Electron 33 does not know the option yet.
  enableDeprecatedPaste: false,
} as const
