import { clipboardOf, expect, test } from '../application'
import { answerQuestions } from '../dialogs'
import { HOME_REGION } from '../../test-support/aws/world'
import { baseCredentials } from '../keys'
import { fillKeys, fillLocal, fillRole, newWorkspace, windowOf } from '../window'

test('earlier results are kept, compared two by two, and copied as JSON', async ({ app, page, ports }) => {
  const { source, save } = await newWorkspace(page, 'Kept results')
  await fillLocal(source, 'localhost', ports[0])
  await save.click()
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Passed/)
  await source.port.fill('1')
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Failed/)

  await app.restart()
  const again = windowOf(app.page).source
  await again.region.getByRole('button', { name: 'History' }).click()
  const sheet = app.page.getByRole('dialog', { name: 'Results: Kept results, source' })
  await expect(sheet.getByRole('row', { name: /^Port/ })).toHaveText(`Port1${ports[0]}`)
  await expect(sheet.getByRole('row', { name: /^Outcome/ })).toHaveText('Outcomefailedpassed')
  await expect(sheet.getByRole('region', { name: 'Compared result' })).toContainText('Passed')

  await sheet
    .getByRole('region', { name: 'Result', exact: true })
    .getByRole('button', { name: 'Copy as JSON' })
    .click()
  await expect.poll(async () => (await clipboardOf(app.electron)).startsWith('{')).toBe(true)
  expect(JSON.parse(await clipboardOf(app.electron))).toMatchObject({
    title: 'Kept results, source',
    outcome: 'failed',
    settings: { Server: 'localhost', Port: '1' },
  })
  await sheet.getByRole('button', { name: 'Close' }).click()
  await expect(sheet).toBeHidden()
})

test('no more than the last 20 results are kept', async ({ app, page }) => {
  const { source } = await newWorkspace(page, 'Many')
  await fillLocal(source, 'localhost', 1)
  for (let run = 1; run <= 22; run++) {
    await source.port.fill(String(run))
    await source.test.click()
    await expect(source.result).toContainText(`localhost:${run}`)
    await expect(source.result).toHaveText(/^\s*Failed/)
  }
  await app.restart()
  await windowOf(app.page).source.region.getByRole('button', { name: 'History' }).click()
  await app.page.getByRole('combobox', { name: 'Compared with' }).click()
  await expect(app.page.getByRole('option')).toHaveCount(20)
})

test('expired temporary keys are replaced together, and the test runs again', async ({ page, world }) => {
  const { source } = await newWorkspace(page, 'Temporary')
  const { expired } = world
  await fillKeys(
    source,
    { accessKeyId: expired.keyId, secretAccessKey: expired.secret, sessionToken: expired.token },
    'eu-west-1',
  )
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Failed/)
  await expect(source.region).toContainText('Temporary keys expired')

  const fresh = world.accounts.openSession(world.reader, 'renewed', Date.now() + 3_600_000)
  await source.region.getByRole('button', { name: 'Replace temporary keys' }).click()
  const sheet = page.getByRole('dialog', { name: 'Replace temporary keys' })
  await expect(sheet.getByRole('button', { name: 'Replace and test' })).toBeDisabled()
  await sheet.getByRole('textbox', { name: 'New AWS Access Key' }).fill(fresh.keyId)
  await sheet.getByRole('textbox', { name: 'New AWS Secret Key' }).fill(fresh.secret)
  await sheet.getByRole('textbox', { name: 'New AWS Session Token' }).fill(fresh.token)
  await sheet.getByRole('textbox', { name: 'New AWS Session Token' }).press('Enter')
  await expect(source.result).toHaveText(/^\s*Passed/)
  await expect(source.accessKey).toHaveValue(fresh.keyId)
  await expect(source.aws).toHaveValue('eu-west-1')
})

test('the deadline is a setting, kept for the next start', async ({ app, page, aws, world }) => {
  await page.keyboard.press('Control+,')
  const sheet = page.getByRole('dialog', { name: 'Settings' })
  const deadline = sheet.getByRole('spinbutton', { name: 'Deadline of a test (in seconds)' })
  await expect(deadline).toHaveValue('15')
  await deadline.fill('soon')
  await expect(deadline).toHaveAccessibleDescription('Enter a whole number of seconds from 3 to 300.')
  await deadline.fill('3')
  await sheet.getByRole('button', { name: 'Close' }).click()

  const { source } = await newWorkspace(page, 'Slow')
  await fillKeys(
    source,
    { accessKeyId: world.analyst.keyId, secretAccessKey: world.analyst.secret },
    'eu-west-1',
  )
  aws.switches.delayMs.set('GetCallerIdentity', 1_500)
  aws.switches.hang.add('ListTables')
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Failed/)
  aws.switches.hang.clear()
  await expect(source.result).toContainText('reached its deadline of 3 s')

  await answerQuestions(app.electron, 'Close anyway')
  await app.restart()
  await app.page.keyboard.press('Control+,')
  await expect(app.page.getByRole('spinbutton', { name: 'Deadline of a test (in seconds)' })).toHaveValue('3')
})

test.describe('with base credentials in the environment', () => {
  test.use({
    env: async ({ world }, use) => use(baseCredentials(world.analyst)),
  })

  test('where the credentials came from is shown step by step, and their expiry counts down', async ({
    page,
    world,
  }) => {
    await page.clock.install()
    const { source } = await newWorkspace(page, 'Link by link')
    await fillRole(source, world.reader.arn, HOME_REGION)
    await source.sessionName.fill('nightly')
    await source.test.click()
    await expect(source.result).toHaveText(/^\s*Passed/)
    const links = source.result.getByRole('group', { name: 'Where the credentials came from' })
    await expect(links.getByRole('paragraph')).toHaveText([
      `TONIC_AWS_ACCESS_KEY_ID, ends in ${world.analyst.keyId.slice(-4)}`,
      'role StructuralReader, session nightly',
    ])
    await expect(source.result).toContainText(/These credentials expire in (59|60) min|in 1 hr/)
    await page.clock.fastForward('40:00')
    await expect(source.result).toContainText(/These credentials expire in (19|20) min/)
    await page.clock.fastForward('30:00')
    await expect(source.result).toContainText('These credentials have expired.')
  })

  test('caller and role of a refusal are copied one by one', async ({ app, page, world }) => {
    const { source } = await newWorkspace(page, 'Refused')
    await fillRole(source, world.writer.arn, HOME_REGION)
    await source.test.click()
    await expect(source.result).toHaveText(/^\s*Failed/)
    await source.result.getByRole('button', { name: 'Copy Caller ARN' }).click()
    await expect.poll(() => clipboardOf(app.electron)).toBe(world.analyst.arn)
    await source.result.getByRole('button', { name: 'Copy Role ARN' }).click()
    await expect.poll(() => clipboardOf(app.electron)).toBe(world.writer.arn)
  })
})
