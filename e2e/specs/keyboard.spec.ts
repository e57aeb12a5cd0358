import { choose, expect, test } from '../application'
import { behindPopup, violations } from '../violations'
import { fillLocal, newWorkspace, tabTo, windowOf } from '../window'

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

test('Tab goes through the window in its order: list, header, source, rule, destination, bar', async ({
  page,
}) => {
  await page.keyboard.press('Control+n')
  const { name, search } = windowOf(page)
  await expect(name).toBeFocused()
  await search.focus()
  const order: string[] = []
  for (let presses = 0; presses < 60; presses++) {
    const place = await page.evaluate(() => {
      const at = document.activeElement
      if (at?.getAttribute('role') === 'tab') return 'tabs'
      if (at?.getAttribute('role') === 'separator') return 'divider'
      if (at?.getAttribute('aria-label') === 'Name') return 'name'
      const area = at?.closest('[data-area]')
      return area?.getAttribute('aria-label') ?? area?.tagName.toLowerCase() ?? 'none'
    })
    if (order.at(-1) !== place) order.push(place)
    if (place === 'footer') break
    await page.keyboard.press('Tab')
  }
  expect(order).toEqual([
    'All workspaces',
    'divider',
    'name',
    'header',
    'tabs',
    'Source connection',
    'div',
    'Destination connection',
    'footer',
  ])
})

test('a field that suggests: what is typed stands, and Escape and Tab close it', async ({ page }) => {
  const { source } = await newWorkspace(page, 'Regions')
  const list = page.getByRole('listbox', { name: 'Suggestions' })
  const marked = page.getByRole('option', { selected: true })
  const expectMarked = async (text: RegExp) => {
    await expect(marked).toHaveText(text)
    await expect(source.aws).toHaveAttribute('aria-activedescendant', (await marked.getAttribute('id')) ?? '')
  }
  await source.aws.focus()
  await page.keyboard.type('eu-w')
  await expect(source.aws).toHaveAttribute('aria-expanded', 'true')
  await expect(source.aws).toHaveAttribute('aria-controls', (await list.getAttribute('id')) ?? '')
  await expectMarked(/eu-west-1$/)
  await page.keyboard.press('ArrowDown')
  await expectMarked(/eu-west-2$/)
  await page.keyboard.press('Home')
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await expect(source.aws).toHaveAttribute('aria-expanded', 'false')
  await expect(source.aws).toBeFocused()
  await expect(source.aws).toHaveValue('eu-w')

  await page.keyboard.press('ArrowUp')
  await expect(list).toBeVisible()
  await page.keyboard.press('ArrowUp')
  await expectMarked(/us-gov-west-1$/)
  await page.keyboard.press('Tab')
  await expect(list).toBeHidden()
  await expect(source.aws).not.toBeFocused()
  await expect(source.aws).toHaveValue('eu-w')
  await page.keyboard.press('Shift+Tab')
  await expect(source.aws).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expectMarked(/af-south-1$/)
  await page.keyboard.press('Enter')
  await expect(source.aws).toHaveValue('af-south-1')
})

test('a select: its options have the focus one by one, by arrow and letter, and Tab leads on', async ({
  app,
  page,
}) => {
  await choose(app, 'openAccountBook')
  await expect(page.getByRole('dialog', { name: 'Account book' })).toBeVisible()
  await tabTo(page, 'Colour')
  const colour = page.getByRole('combobox', { name: 'Colour' })
  const list = page.getByRole('listbox', { name: 'Colour' })
  const option = (name: string) => list.getByRole('option', { name })
  await expect(colour).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('ArrowDown')
  await expect(colour).toHaveAttribute('aria-expanded', 'true')
  await expect(colour).toHaveAttribute('aria-controls', (await list.getAttribute('id')) ?? '')
  await expect(list.getByRole('option', { selected: true })).toBeFocused()
  expect(await violations(page, behindPopup)).toEqual([])
  await page.keyboard.press('End')
  await expect(option('Grey')).toBeFocused()
  await page.keyboard.press('Home')
  await expect(option('Blue')).toBeFocused()
  await page.keyboard.press('v')
  await expect(option('Violet')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(list).toBeHidden()
  await expect(colour).toBeFocused()
  await expect(colour).toHaveText('Violet')

  await page.keyboard.press('Enter')
  await expect(option('Violet')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await expect(colour).toBeFocused()
  await page.keyboard.press('Space')
  await expect(option('Violet')).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Tab')
  await expect(list).toBeHidden()
  await expect(page.getByRole('button', { name: 'Add account' })).toBeFocused()
  await expect(colour).toHaveText('Violet')
  await page.keyboard.press('Shift+Tab')
  await expect(colour).toBeFocused()
})

test('Escape drops nothing that was typed into the account book', async ({ app, page }) => {
  const book = page.getByRole('dialog', { name: 'Account book' })
  const number = book.getByRole('textbox', { name: 'Account ID' })
  await choose(app, 'openAccountBook')
  await expect(book).toBeVisible()
  await tabTo(page, 'Account ID')
  await page.keyboard.type('1111-22')
  await page.keyboard.press('Escape')
  await expect(book).toBeHidden()
  await choose(app, 'openAccountBook')
  await expect(number).toHaveValue('1111-22')
})

test('a failure is read, its remedy carried out, and both results compared', async ({ page, ports }) => {
  const { source } = await newWorkspace(page, 'Mended')
  await fillLocal(source, 'localhost', 1)
  await page.keyboard.press('Control+1')
  await expect(source.result).toHaveText(/^\s*Failed/)
  await tabTo(page, 'Edit Server')
  await page.keyboard.press('Enter')
  await expect(source.server).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type(`localhost:${ports[0]}`)
  await page.keyboard.press('Control+1')
  await expect(source.result).toHaveText(/^\s*Passed/)
  await tabTo(page, 'History')
  await page.keyboard.press('Enter')
  const results = page.getByRole('listbox', { name: 'Results of the source' })
  await expect(results).toBeFocused()
  const chosen = results.getByRole('option', { name: /later result/ })
  await expect(results).toHaveAttribute('aria-activedescendant', (await chosen.getAttribute('id')) ?? '')
  await tabTo(page, 'today')
  await page.keyboard.press('Enter')
  await expect(page.locator(':focus')).toHaveAttribute('aria-expanded', 'true')
  await expect(page.getByText(/^Network, failed/)).toBeVisible()
})
