import { expect, it } from 'vitest'
import { windowPreferences } from './windowPreferences'

// The others can be read back from a running window: e2e/specs/security.spec.ts.
it('withholds the clipboard from a page that asks for it by command', () => {
  expect(windowPreferences.enableDeprecatedPaste).toBe(false)
})
