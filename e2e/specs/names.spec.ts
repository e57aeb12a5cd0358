import { expect, test } from '../application'
import { newWorkspace, windowOf } from '../window'

// The names that automation relies on. They do not change.

test('the window has its names', async ({ page }) => {
  await newWorkspace(page, 'Names')
  for (const [role, names] of Object.entries({
    list: ['Workspaces'],
    searchbox: ['Search workspaces'],
    button: ['New workspace', 'Save', 'Discard', 'Test both'],
    textbox: ['Name', 'Description', 'Tags'],
    combobox: ['Connection Type'],
    region: ['Source connection', 'Destination connection', 'Pair rule'],
  })) {
    for (const name of names) {
      await expect(page.getByRole(role as 'button', { name, exact: true }), `${role} ${name}`).toHaveCount(1)
    }
  }
  await expect(windowOf(page).list.getByRole('button')).toHaveAccessibleName(/^Names/)
})

for (const title of ['Source', 'Destination'] as const) {
  test(`the ${title} side has its names, in every way`, async ({ page, ports }) => {
    await newWorkspace(page, 'Names')
    const side = page.getByRole('region', { name: `${title} connection`, exact: true })
    const has = async (names: Record<string, readonly string[]>): Promise<void> => {
      for (const [role, all] of Object.entries(names)) {
        for (const name of all) {
          await expect(
            side.getByRole(role as 'button', { name, exact: true }),
            `${role} ${name}`,
          ).toHaveCount(1)
        }
      }
    }
    const always = { switch: ['Use Local DynamoDB Instance'], button: [`Test ${title} Connection`] }
    const ways = ['Assume Role', 'User Credentials', 'Environment']
    await has({
      ...always,
      radio: ways,
      textbox: ['Role ARN', 'Session Name'],
      spinbutton: ['Duration (in seconds)'],
      combobox: ['AWS Region'],
    })
    await side.getByRole('radio', { name: 'Environment' }).click()
    await has({ ...always, radio: ways, combobox: ['AWS Region'] })
    await side.getByRole('radio', { name: 'User Credentials' }).click()
    await has({
      ...always,
      radio: ways,
      textbox: ['AWS Access Key', 'AWS Secret Key', 'AWS Session Token'],
      combobox: ['AWS Region'],
    })

    await side.getByRole('textbox', { name: 'AWS Access Key' }).fill('AKIARTX3GSDSQAAAAAAA')
    await side.getByRole('textbox', { name: 'AWS Secret Key' }).fill('made-up')
    await side.getByRole('textbox', { name: 'AWS Session Token' }).fill('made-up')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await has({
      button: ['AWS Secret Key', 'AWS Session Token'].flatMap((name) => [
        `Replace ${name}`,
        `Forget ${name}`,
      ]),
    })
    await side.getByRole('button', { name: 'Replace AWS Secret Key' }).click()
    await has({ textbox: ['AWS Secret Key'] })

    await side.getByRole('switch').click()
    await has({ ...always, textbox: ['Server'], spinbutton: ['Port'] })
    await side.getByRole('textbox', { name: 'Server' }).fill('localhost')
    await side.getByRole('spinbutton', { name: 'Port' }).fill(String(ports[0]))
    await side.getByRole('button', { name: `Test ${title} Connection` }).click()
    const result = side.getByRole('region', { name: `${title} test result`, exact: true })
    await expect(result).toHaveText(/^\s*Passed/)
    await expect(result.getByRole('listitem').first()).toContainText('Settings')
  })
}

test('a running test can be cancelled by name, and its result says so', async ({ page, aws, world }) => {
  const { source } = await newWorkspace(page, 'Cancel')
  await source.way('User Credentials').click()
  await source.accessKey.fill(world.analyst.keyId)
  await source.secretKey.fill(world.analyst.secret)
  await source.aws.fill('eu-west-1')
  await source.aws.press('Enter')
  aws.switches.hang.add('ListTables')
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Running/)
  await expect(source.stages.filter({ hasText: 'Identity' })).toContainText('1111 2222 3333')
  await page.getByRole('button', { name: 'Cancel test' }).click()
  await expect(source.result).toHaveText(/^\s*Cancelled/)
  await expect.poll(() => aws.requests.at(-1)).toMatchObject({ action: 'ListTables', abandoned: true })
  aws.switches.hang.clear()
})
