import { choose, expect, test } from '../application'
import { openBoard } from '../board'
import { local, saveMany } from '../manyWorkspaces'
import { fillLocal, newWorkspace, windowOf } from '../window'

// What was done is said in one line of the bar, which names its workspace and covers nothing.

test('a message stands in the bar beside its buttons, the newest alone, and its Undo stays in the menu', async ({
  app,
}) => {
  const { page } = app
  const { entry } = windowOf(page)
  for (const name of ['Orders', 'Returns']) {
    const { source, save } = await newWorkspace(page, name)
    await fillLocal(source, 'db.example.com', 8123)
    await save.click()
    await expect(page.getByText('Everything is saved')).toBeVisible()
  }
  const message = page.getByRole('group', { name: 'Message' })

  await choose(app, 'swapSides')
  await expect(message).toHaveText(/^\s*Returns: Swapped/)
  await expect(page.locator('main footer')).toContainText('Returns: Swapped')
  const box = await message.boundingBox()
  const save = await windowOf(page).save.boundingBox()
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(save?.x ?? 0)

  await entry('Orders').click()
  await choose(app, 'deleteWorkspace')
  await expect(message).toHaveCount(1)
  await expect(message).toContainText('Deleted “Orders”')
  await expect(entry('Orders')).toBeHidden()

  // The next message takes its place; what it offered is still undone from the menu.
  await choose(app, 'discardDraft')
  await expect(message).toHaveCount(1)
  await expect(message).toHaveText(/^\s*Returns: Discarded the changes\./)
  await choose(app, 'undoLast')
  await expect(page.getByText('Unsaved changes in')).toBeVisible()
  await choose(app, 'undoLast')
  await expect(entry('Orders')).toBeVisible()
  await choose(app, 'undoLast')
  await choose(app, 'undoLast')
  await expect(message).toContainText('There is nothing to undo.')
})

test('above a sheet a message stands in its foot, where it can be read and closed', async ({ app }) => {
  await saveMany(app, [
    { name: 'Orders', source: local(1), destination: local(2) },
    { name: 'Returns', source: local(1), destination: local(2) },
  ])
  const board = await openBoard(app.page)
  await board.test.click()
  await expect(board.headline).toHaveText('2 of 2 tested, 2 failed')
  await board.copy.click()
  const message = board.sheet.getByRole('group', { name: 'Message' })
  await expect(message).toHaveText(/Copied the results\./)
  await message.getByRole('button', { name: 'Close this message' }).click()
  await expect(message).toBeHidden()
})
