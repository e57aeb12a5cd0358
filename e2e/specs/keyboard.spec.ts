import { expect, test } from '../application'
import { tabTo, windowOf, newWorkspace } from '../window'

test('the main job is done by keyboard alone', async ({ app, page, ports }) => {
  const { name, source, destination, pairRule } = windowOf(page)
  await page.keyboard.press('Control+n')
  await expect(name).toBeFocused()
  await page.keyboard.type('By keyboard')

  await tabTo(page, 'Use Local DynamoDB Instance')
  await page.keyboard.press('Space')
  await tabTo(page, 'Server')
  await page.keyboard.type(`localhost:${ports[0]}`)
  await tabTo(page, 'Test Source Connection')
  await expect(source.port).toHaveValue(String(ports[0]))

  await tabTo(page, 'Use Local DynamoDB Instance')
  await page.keyboard.press('Space')
  await tabTo(page, 'Server')
  await page.keyboard.type('localhost')
  await tabTo(page, 'Port')
  await page.keyboard.press('Control+a')
  await page.keyboard.type(String(ports[1]))
  await expect(pairRule).toHaveText(/^\s*Different/)

  await page.keyboard.press('Control+s')
  await expect(page.getByText('Everything is saved')).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(destination.result).toHaveText(/^\s*Passed/)
  await expect(source.result).toHaveText(/^\s*Passed/)

  await page.keyboard.press('Control+f')
  await page.keyboard.type('nothing like it')
  await expect(page.getByText('No workspace matches.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(windowOf(page).entry('By keyboard')).toBeVisible()
  await page.keyboard.press('Control+d')
  await expect(name).toHaveValue('By keyboard (2)')
  await page.keyboard.press('Control+Shift+Backspace')
  await expect(page.getByText('1 workspace', { exact: true })).toBeVisible()
  await app.restart()
  await expect(windowOf(app.page).entry('By keyboard')).toBeVisible()
})

test('the way credentials are found is chosen with the arrow keys, a region with its code', async ({
  page,
}) => {
  const { name, source } = windowOf(page)
  await page.keyboard.press('Control+n')
  await expect(name).toBeFocused()
  await tabTo(page, 'Assume Role')
  // As long as a finger takes: the choice follows the focus while the key is down.
  await page.keyboard.press('ArrowRight', { delay: 60 })
  await expect(source.way('User Credentials')).toBeChecked()
  await tabTo(page, 'AWS Access Key')
  await tabTo(page, 'AWS Region')
  await page.keyboard.type('fra')
  await expect(page.getByRole('option', { name: /Frankfurt/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(source.aws).toHaveValue('eu-central-1')
})

test('every control shows where the focus is', async ({ page }) => {
  await page.keyboard.press('Control+n')
  await expect(windowOf(page).name).toBeFocused()
  const seen = new Set<string>()
  const reached = new Set<string>()
  for (let presses = 0; presses < 34; presses++) {
    await page.keyboard.press('Tab')
    const look = await page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return null
      const ringed = [element, element.parentElement].some((one) => {
        if (!one) return false
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one)
        return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !outlineColor.endsWith(', 0)')
      })
      return { ringed, what: element.outerHTML.slice(0, 120), words: element.textContent ?? '' }
    })
    if (look) reached.add(look.words.trim())
    if (look && !look.ringed) seen.add(look.what)
  }
  expect([...seen]).toEqual([])
  // The round was made: from the list to the last button.
  for (const words of ['More', 'Test Source Connection', 'Test Destination Connection', 'Discard']) {
    expect([...reached], words).toContain(words)
  }
})

test('F6 goes from area to area, and Shift+F6 back', async ({ page }) => {
  const { name, source, destination, search } = windowOf(page)
  await page.keyboard.press('Control+n')
  await expect(name).toBeFocused()
  const areaWithFocus = (): Promise<string> =>
    page.evaluate(() => {
      const area = document.activeElement?.closest('[data-area]')
      return area?.getAttribute('aria-label') ?? area?.tagName.toLowerCase() ?? 'none'
    })
  const round = ['Source connection', 'div', 'Destination connection', 'footer', 'All workspaces', 'header']
  for (const area of round) {
    await page.keyboard.press('F6')
    expect(await areaWithFocus()).toBe(area)
  }
  for (const area of round.slice(0, -1).reverse()) {
    await page.keyboard.press('Shift+F6')
    expect(await areaWithFocus()).toBe(area)
  }
  await expect(source.region.locator(':focus')).toBeVisible()
  // Between two areas, as in the tabs, the next one is what follows.
  await page.getByRole('tab', { name: 'Connections' }).focus()
  await page.keyboard.press('Shift+F6')
  await expect(name).toBeFocused()

  await page.keyboard.press('Control+,')
  await expect(page.getByRole('radio', { name: 'System' })).toBeFocused()
  await page.keyboard.press('F6')
  await expect(search).toBeFocused()
  await page.keyboard.press('F6')
  expect(await areaWithFocus()).toBe('Settings')
  await page.keyboard.press('Escape')
  await expect(destination.region).toBeVisible()

  await page.keyboard.press('F1')
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(shortcuts).toContainText('Next AreaF6')
  await expect(shortcuts).toContainText('Previous AreaShift F6')
})

test('after a save the focus stays on Save, and what is typed then changes nothing', async ({ page }) => {
  const { name, save } = await newWorkspace(page, 'Saved by click')
  await save.click()
  await expect(page.getByText('Everything is saved')).toBeVisible()
  await expect(save).toBeFocused()
  await expect(save).toBeDisabled()
  await page.keyboard.type('xyz')
  await expect(name).toHaveValue('Saved by click')
})

test('Enter ends a tag, as a comma does', async ({ page }) => {
  const { tags, name } = await newWorkspace(page, 'Tagged by keys')
  await tags.focus()
  await page.keyboard.type('orders')
  await page.keyboard.press('Enter')
  await page.keyboard.type('qa')
  await name.focus()
  await expect(tags).toHaveValue('orders, qa')
})

test('a new workspace in which nothing is entered is the one that New workspace leads to', async ({
  page,
}) => {
  const { create, name, list } = await newWorkspace(page, '')
  await create.click()
  await create.click()
  await expect(name).toBeFocused()
  await expect(list.getByRole('listitem')).toHaveCount(1)
  await name.fill('First')
  await create.click()
  await expect(name).toHaveValue('')
  await expect(list.getByRole('listitem')).toHaveCount(2)
})
