import { expect, it } from 'vitest'
import { windowPreferences } from './windowPreferences'

// What can be read back from a running window is asserted there, in e2e/specs/security.spec.ts.
it('withholds from the page what it does not need, reading the clipboard by command included', () => {
  expect(windowPreferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
    enableDeprecatedPaste: false,
  })
})
