import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright'
import { expect } from './application'

/** What axe finds on the page as it stands, in both themes, as rule and place. */
export async function violations(page: Page, except: readonly string[] = []): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await themeIsShown(page, colorScheme)
    const { violations: all } = await new AxeBuilder({ page })
      .setLegacyMode(true)
      .disableRules([...except])
      .analyze()
    found.push(
      ...all.flatMap(({ id, nodes }) =>
        nodes.map(
          ({ target, failureSummary }) => `${colorScheme}: ${id} at ${target.join(' ')}. ${failureSummary}`,
        ),
      ),
    )
  }
  return found
}

/** Waits until the page is painted in a theme: axe measures what is there. */
async function themeIsShown(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  const background = colorScheme === 'light' ? 'rgb(246, 246, 244)' : 'rgb(23, 24, 26)'
  await expect(page.locator('body')).toHaveCSS('background-color', background)
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map((animation) => animation.finished)),
  )
}

/** Rules that do not hold while a popup hides everything behind it from assistive technology, landmarks included. */
export const behindPopup = ['aria-hidden-focus', 'landmark-one-main', 'region', 'page-has-heading-one']
