import { expect, it } from 'vitest'
import { windowPreferences } from './windowPreferences'

// e2e/specs/security.spec.ts reads the other preferences back from a running window.
it('does not let a page paste the clipboard by command', () => {
  expect(windowPreferences.enableDeprecatedPaste).toBe(false)
})
