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

test('in a wide window evidence stands beside the facts', async ({ app, ports }) => {
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 860),
  )
  const { source, save } = await newWorkspace(app.page, 'Wide')
  await fillLocal(source, 'localhost', ports[0])
  await save.click()
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Passed/)
  await source.done.click()
  const evidence = source.stages.filter({ hasText: 'Network' }).getByText('answers')
  await expect(evidence).toBeHidden()
  // The page is as large as it is told to be, whatever the display.
  await app.page.setViewportSize({ width: 1920, height: 1080 })
  await expectInView(evidence)
})

test('of many tags, as many stand in the line as fit, and the rest are counted', async ({ app }) => {
  const size = (width: number): Promise<void> => app.page.setViewportSize({ width, height: 860 })
  const { tags, name } = await newWorkspace(app.page, 'Thirty tags')
  await tags.fill(Array.from({ length: 30 }, (_, at) => `tag number ${at + 1}`).join(', '))
  await name.focus()
  const counted = async (): Promise<number> =>
    Number((await app.page.getByText(/^\+\d+$/).textContent())?.slice(1))
  await size(1280)
  await expect.poll(counted).toBeLessThan(28)
  const many = await counted()
  await expect(app.page.getByText('tag number 1', { exact: true })).toBeInViewport()
  await size(760)
  await expect.poll(counted).toBeGreaterThan(many)
  await expect(tags).toHaveValue(/tag number 30$/)
})

test('a long verdict is shown whole, also where evidence leaves little room', async ({ app, ports }) => {
  const { source, destination, testBoth, pairRule } = await newWorkspace(app.page, 'Same instance')
  await app.page.setViewportSize({ width: 1280, height: 700 })
  await fillLocal(source, 'localhost', ports[0])
  await fillLocal(destination, '127.0.0.1', ports[0])
  await testBoth.click()
  await expect(destination.result).toHaveText(/^\s*Failed/)
  await source.done.click()
  await destination.result.getByRole('button', { name: 'Show evidence' }).click()
  await expect(destination.stages.filter({ hasText: 'DynamoDB' }).getByText('-sharedDb')).toBeVisible()
  const fits = (): Promise<boolean> =>
    pairRule.evaluate(({ parentElement, scrollHeight }) => (parentElement?.clientHeight ?? 0) >= scrollHeight)
  await expect.poll(fits).toBe(true)
  // The form keeps its room as well.
  await expectInView(destination.server)
})
