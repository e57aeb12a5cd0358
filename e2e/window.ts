import type { Locator, Page } from 'playwright'

export type SideTitle = 'Source' | 'Destination'

/** One side of the open workspace, by the names that automation relies on. */
export function sideOf(page: Page, title: SideTitle) {
  const region = page.getByRole('region', { name: `${title} connection` })
  const textbox = (name: string): Locator => region.getByRole('textbox', { name, exact: true })
  return {
    region,
    local: region.getByRole('switch', { name: 'Use Local DynamoDB Instance' }),
    server: textbox('Server'),
    port: region.getByRole('spinbutton', { name: 'Port' }),
    way: (name: 'Assume Role' | 'User Credentials' | 'Environment') => region.getByRole('radio', { name }),
    roleArn: textbox('Role ARN'),
    sessionName: textbox('Session Name'),
    duration: region.getByRole('spinbutton', { name: 'Duration (in seconds)' }),
    accessKey: textbox('AWS Access Key'),
    secretKey: textbox('AWS Secret Key'),
    sessionToken: textbox('AWS Session Token'),
    aws: region.getByRole('combobox', { name: 'AWS Region' }),
    expected: region.getByRole('combobox', { name: 'Expected account' }),
    test: region.getByRole('button', { name: `Test ${title} Connection` }),
    cancel: region.getByRole('button', { name: 'Cancel test' }),
    edit: region.getByRole('button', { name: `Edit ${title}`, exact: true }),
    done: region.getByRole('button', { name: `Done with ${title}` }),
    result: region.getByRole('region', { name: `${title} test result` }),
    stages: region.getByRole('listitem'),
  }
}
export type SideControls = ReturnType<typeof sideOf>

/** The controls around the two sides. */
export function windowOf(page: Page) {
  return {
    list: page.getByRole('list', { name: 'Workspaces' }),
    entry: (name: string) =>
      page.getByRole('list', { name: 'Workspaces' }).getByRole('button', { name: new RegExp(`^${name}`) }),
    search: page.getByRole('searchbox', { name: 'Search workspaces' }),
    create: page.getByRole('button', { name: 'New workspace' }),
    name: page.getByRole('textbox', { name: 'Name', exact: true }),
    description: page.getByRole('textbox', { name: 'Description' }),
    tags: page.getByRole('textbox', { name: 'Tags' }),
    connectionType: page.getByRole('combobox', { name: 'Connection Type' }),
    save: page.getByRole('button', { name: 'Save', exact: true }),
    discard: page.getByRole('button', { name: 'Discard' }),
    pairRule: page.getByRole('region', { name: 'Pair rule' }),
    testBoth: page.getByRole('button', { name: 'Test both' }),
    source: sideOf(page, 'Source'),
    destination: sideOf(page, 'Destination'),
  }
}

/** Fills a side in as a local instance. */
export async function fillLocal(side: SideControls, server: string, port: number): Promise<void> {
  if ((await side.local.getAttribute('aria-checked')) !== 'true') await side.local.click()
  await side.server.fill(server)
  await side.port.fill(String(port))
}

/** Fills a side in with a role to assume. */
export async function fillRole(
  side: SideControls,
  arn: string,
  region: string,
  duration = 3600,
): Promise<void> {
  await side.way('Assume Role').click()
  await side.roleArn.fill(arn)
  await side.duration.fill(String(duration))
  await chooseRegion(side, region)
}

/** Fills a side in with an access key, its secret key, and a session token if there is one. */
export async function fillKeys(
  side: SideControls,
  keys: { accessKeyId: string; secretAccessKey: string; sessionToken?: string },
  region: string,
): Promise<void> {
  await side.way('User Credentials').click()
  await side.accessKey.fill(keys.accessKeyId)
  await side.secretKey.fill(keys.secretAccessKey)
  if (keys.sessionToken !== undefined) await side.sessionToken.fill(keys.sessionToken)
  await chooseRegion(side, region)
}

/** Types a region's code and takes it with Enter. */
export async function chooseRegion(side: SideControls, code: string): Promise<void> {
  await side.aws.fill(code)
  await side.aws.press('Enter')
}

/** Makes a workspace, names it, and leaves its two sides to the test. */
export async function newWorkspace(page: Page, name: string): Promise<ReturnType<typeof windowOf>> {
  const window = windowOf(page)
  await window.create.click()
  await window.name.fill(name)
  return window
}

/** Opens the forms of the open workspace that are closed, as someone does who wants to see or change their fields. */
export async function openForms(page: Page): Promise<void> {
  for (const side of [sideOf(page, 'Source'), sideOf(page, 'Destination')]) {
    await side.test.waitFor()
    if (await side.edit.isVisible()) await side.edit.click()
  }
}

/** Opens the menu More of the open workspace, and chooses an entry. */
export async function chooseMore(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name }).click()
}

/** Presses Tab, or Shift+Tab, until a control has the focus, as someone does who looks at the focus ring. */
export async function tabTo(page: Page, name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press(key)
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null
      return (
        element?.getAttribute('aria-label') ?? element?.labels?.[0]?.textContent ?? element?.textContent ?? ''
      )
    })
    if (focused.trim().startsWith(name)) return
  }
  throw new Error(`“${name}” was not reached with ${key}`)
}
