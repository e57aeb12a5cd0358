import { resolve } from 'node:path'
import type { Locator, Page } from 'playwright'
import type { Application } from '../application'

export const pictures = resolve(import.meta.dirname, '../../docs/pictures')

/** Gives the window's content a size in CSS pixels. */
export async function resize({ electron }: Application, width: number, height: number): Promise<void> {
  await electron.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  )
}

/**
 * Takes one picture in each theme, of the page or a part of it, without a blinking cursor; `name` may have a folder.
 */
export async function picture(page: Page, name: string, part: Page | Locator = page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await part.screenshot({ path: `${pictures}/${name}-${colorScheme}.png`, caret: 'hide' })
  }
}

/** Takes the ring off what was clicked last, and the pointer off it. */
export async function blur(page: Page): Promise<void> {
  await page.mouse.move(0, 0)
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
}
