// @ts-check
import { openDisplay } from './display.mjs'
import { localTool } from './localTool.mjs'
import { run } from './run.mjs'
import { openSecretService } from './secretService.mjs'

/**
 * Runs Playwright's tests where they find a display and a keychain of their own, and gives its exit code.
 * @param {string} config
 * @param {string[]} words further words for Playwright
 * @param {Record<string, string | undefined>} env
 * @returns {Promise<number>}
 */
export async function runPlaywright(config, words, env) {
  const display = await openDisplay()
  try {
    if (display.note) console.log(display.note)
    const keychain = await openSecretService()
    try {
      return await run([...localTool('playwright'), 'test', '-c', config, ...words], {
        // A picture of the page in words would hold what a test typed into secret fields.
        env: { ...display.env, ...keychain.env, PLAYWRIGHT_NO_COPY_PROMPT: '1', ...env },
      })
    } finally {
      await keychain.close()
    }
  } finally {
    await display.close()
  }
}
