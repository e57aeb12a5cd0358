import type { Locator, Page } from 'playwright'
import { clipboardOf, expect, test } from '../application'
import { answerQuestions } from '../dialogs'
import { HOME_REGION } from '../../test-support/aws/world'
import { baseCredentials } from '../keys'
import { showEvidence } from '../testResult'
import { fillKeys, fillLocal, fillRole, newWorkspace, windowOf } from '../window'

const resultsOf = (page: Page, side: string): Locator =>
  page.getByRole('listbox', { name: `Results of the ${side}` })

test('the history says what changed between two results, and copies it', async ({ app, page, ports }) => {
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
  const results = resultsOf(app.page, 'source')
  await expect(results).toBeFocused()
  await expect(app.page.getByRole('tab', { name: 'History' })).toHaveAttribute('aria-selected', 'true')
  await expect(results.getByRole('option')).toHaveCount(2)
  const changed = app.page.getByRole('region', { name: 'What changed' })
  await expect(changed.getByRole('heading')).toHaveText(
    'What changed: Port, and nothing listens at localhost:1.',
  )
  const differences = changed.getByRole('list', { name: 'What differs' }).getByRole('listitem')
  await expect(differences.filter({ hasText: 'Port' })).toHaveText(
    new RegExp(`Port\\s*${ports[0]}\\s*→\\s*becomes\\s*1$`),
  )
  await expect(differences.filter({ hasText: 'Outcome' })).toHaveText(
    /passed all 5 stages\s*→\s*becomes\s*failed at Network/,
  )
  await expect(changed.getByText('Session names, request ids and times never count.')).toBeVisible()

  await changed.getByRole('button', { name: 'Copy as JSON' }).click()
  await expect.poll(async () => (await clipboardOf(app.electron)).startsWith('{')).toBe(true)
  expect(JSON.parse(await clipboardOf(app.electron))).toMatchObject({
    title: 'Kept results, source',
    earlier: { outcome: 'passed' },
    later: { outcome: 'failed' },
    differences: [{ label: 'Port', earlier: String(ports[0]), later: '1' }, { label: 'Outcome' }, {}, {}],
  })
  await changed.getByRole('button', { name: 'Copy as text' }).click()
  await expect.poll(() => clipboardOf(app.electron)).toContain(`- Port: ${ports[0]} → 1\n`)

  const report = app.page.getByRole('button', { name: /Failed in \d+ ms at Network, 2 stages not reached/ })
  await expect(report).toHaveAttribute('aria-expanded', 'false')
  await report.click()
  await expect(app.page.getByText('Start DynamoDB there', { exact: false })).toBeVisible()
  await app.page.getByRole('button', { name: 'Copy report' }).last().click()
  await expect.poll(() => clipboardOf(app.electron)).toMatch(/^Kept results, source: failed/)
})

test('the two results that are compared are chosen by keys, by list, by click and by change', async ({
  page,
  ports,
}) => {
  const { source } = await newWorkspace(page, 'Four results')
  for (const port of [ports[0], ports[0], 1, ports[1]]) {
    const run = await source.result.getAttribute('data-run')
    await fillLocal(source, 'localhost', port)
    await source.test.click()
    await expect(source.result).toHaveAttribute('data-run', run === null ? /./ : new RegExp(`^(?!${run})`))
  }
  await page.keyboard.press('Control+K')
  await page.getByRole('combobox').fill('History of this')
  await page.keyboard.press('Enter')
  const results = resultsOf(page, 'source')
  await expect(results).toBeFocused()
  const isCompared = (earlier: number, later: number) =>
    expect
      .poll(() => results.getByRole('option').evaluateAll((all) => all.map((one) => one.className)))
      .toEqual([0, 1, 2, 3].map((at) => (at === earlier ? 'earlier' : at === later ? 'later' : '')))
  await isCompared(2, 3)
  const heading = page.getByRole('region', { name: 'What changed' }).getByRole('heading')
  await expect(heading).toHaveText('What changed: Port, and it passes now.')

  await page.keyboard.press('ArrowLeft')
  await isCompared(1, 2)
  await page.keyboard.press('Shift+ArrowLeft')
  await isCompared(0, 2)
  await page.keyboard.press('ArrowLeft')
  await isCompared(0, 1)
  await expect(heading).toHaveText('What changed: nothing.')
  await page.keyboard.press('End')
  await isCompared(0, 3)

  await page.getByRole('combobox', { name: 'Earlier result' }).click()
  await page
    .getByRole('option', { name: /^Failed/ })
    .last()
    .click()
  await isCompared(2, 3)
  await results.getByRole('option').first().click()
  await isCompared(0, 3)

  const changes = page.getByRole('list', { name: 'Earlier changes of this side' })
  await expect(changes.getByRole('listitem')).toHaveCount(2)
  await changes
    .getByRole('button', { name: /^Compare Port/ })
    .last()
    .click()
  await isCompared(1, 2)
})

test('a history without results, or with one, says what is missing', async ({ page, ports }) => {
  const { source } = await newWorkspace(page, 'First results')
  await fillLocal(source, 'localhost', ports[0])
  await page.getByRole('tab', { name: 'History' }).click()
  await expect(page.getByRole('heading', { name: 'No result of the source yet.' })).toBeVisible()
  await page.getByRole('button', { name: 'Test Source Connection' }).click()
  await expect(page.getByRole('heading', { name: 'Only one result so far.' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Copy report' })).toHaveCount(1)
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
  await expect(resultsOf(app.page, 'source').getByRole('option')).toHaveCount(20)
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
  await expect(source.result).toContainText('The temporary credentials have expired.')

  const fresh = world.accounts.openSession(world.reader, 'renewed', Date.now() + 3_600_000)
  await source.region.getByRole('button', { name: 'Paste new keys…' }).click()
  const sheet = page.getByRole('dialog', { name: 'Paste new keys' })
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
  const sheet = page.getByRole('main', { name: 'Settings' })
  const deadline = sheet.getByRole('spinbutton', { name: 'Deadline of a test (in seconds)' })
  await expect(deadline).toHaveValue('15')
  await deadline.fill('soon')
  await expect(deadline).toHaveAccessibleDescription('Enter a whole number of seconds from 3 to 300.')
  await deadline.fill('3')
  await page.keyboard.press('Escape')

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
    await showEvidence(source)
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
    await showEvidence(source)
    await source.result.getByRole('button', { name: 'Copy Caller ARN' }).click()
    await expect.poll(() => clipboardOf(app.electron)).toBe(world.analyst.arn)
    await source.result.getByRole('button', { name: 'Copy Role ARN' }).click()
    await expect.poll(() => clipboardOf(app.electron)).toBe(world.writer.arn)
  })
})
