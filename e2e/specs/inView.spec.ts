import type { Locator } from 'playwright'
import { expect, test } from '../application'
import { fillLocal, newWorkspace, windowOf } from '../window'
import type { SideControls } from '../window'

// What a test came to is in view without scrolling, and nothing covers it.

const sizes = [
  { width: 1280, height: 860 },
  { width: 1024, height: 768 },
]

/** A person sees the whole control: it lies in the window, and what is painted at its middle is the control itself. */
async function expectInView(what: Locator): Promise<void> {
  await expect(what).toBeInViewport({ ratio: 1 })
  const isOnTop = await what.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    const painted = document.elementFromPoint(left + Math.min(width, 40) / 2, top + height / 2)
    return painted !== null && (element.contains(painted) || painted.contains(element))
  })
  expect(isOnTop).toBe(true)
}

const outcomeOf = (side: SideControls): Locator => side.result.getByRole('status').first()

/** Where the sides stand above each other, the one that is not being filled in is a heading, which opens. */
async function open(side: SideControls): Promise<void> {
  await side.test.waitFor()
  if (await side.edit.isVisible()) await side.edit.click()
}

async function close(side: SideControls): Promise<void> {
  await side.test.waitFor()
  if (await side.done.isVisible()) await side.done.click()
}

for (const size of sizes) {
  test.describe(`in a window of ${size.width} × ${size.height}`, () => {
    test.beforeEach(async ({ app }) => {
      await app.electron.evaluate(({ BrowserWindow }, { width, height }) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(width, height)
      }, size)
    })

    test('after Test both with a failure: outcomes, cause, remedy and its button', async ({ app, ports }) => {
      const first = await newWorkspace(app.page, 'One fails')
      await fillLocal(first.source, 'localhost', ports[0])
      await open(first.destination)
      await fillLocal(first.destination, 'localhost', 1)
      await first.save.click()
      await expect(app.page.getByText('Everything is saved.')).toBeVisible()

      // Once with one form open, and once with both closed.
      await close(first.source)
      for (const closes of [false, true]) {
        const { source, destination, testBoth } = windowOf(app.page)
        if (closes) await close(destination)
        await testBoth.click()
        await expect(destination.result).toHaveText(/^\s*Failed/)
        await expect(source.result).toHaveText(/^\s*Passed/)
        await expectInView(outcomeOf(source))
        await expectInView(outcomeOf(destination))
        await expectInView(destination.result.getByText('Nothing listens at localhost:1.'))
        await expectInView(destination.result.getByText(/^Start DynamoDB there/))
        await expectInView(destination.result.getByRole('button', { name: 'Edit Server' }))
      }
    })

    test('after Test both without a failure: outcomes and all stages', async ({ app, ports }) => {
      const { source, destination, save, testBoth } = await newWorkspace(app.page, 'Both pass')
      await fillLocal(source, 'localhost', ports[0])
      await open(destination)
      await fillLocal(destination, 'localhost', ports[1])
      await save.click()
      await close(source)
      await close(destination)
      await testBoth.click()
      for (const side of [source, destination]) {
        await expect(side.result).toHaveText(/^\s*Passed/)
        await expectInView(outcomeOf(side))
        await expect(side.stages).toHaveCount(5)
        for (const stage of await side.stages.all()) await expectInView(stage)
      }
    })
  })
}
