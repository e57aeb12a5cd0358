import { clipboardOf, expect, test } from '../application'
import { HOME_REGION } from '../../test-support/aws/world'
import { freePort } from '../../test-support/servers/tcpServer'
import { baseCredentials, keysOf } from '../keys'
import { fillKeys, fillLocal, fillRole, newWorkspace } from '../window'

// A remedy that the application can carry out has a button, and the button does it.

test('a local instance that does not run is started where it is wanted, and the test goes on', async ({
  page,
}) => {
  const { source } = await newWorkspace(page, 'Nothing there')
  await fillLocal(source, 'localhost', await freePort())
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Failed/)
  await source.result.getByRole('button', { name: 'Start a local instance…' }).click()
  await expect(source.result).toHaveText(/^\s*Passed/)
})

test('a field that is wrong is one press away, in a closed form, too', async ({ page }) => {
  const { source } = await newWorkspace(page, 'Closed')
  await fillLocal(source, 'localhost', await freePort())
  await source.done.click()
  await expect(source.server).toBeHidden()
  await source.test.click()
  await source.result.getByRole('button', { name: 'Edit Server' }).click()
  await expect(source.server).toBeFocused()
})

test.describe('with base credentials in the environment', () => {
  test.use({ env: async ({ world }, use) => use(baseCredentials(world.analyst)) })

  test('a duration that the role does not allow is set to one that it does', async ({ page, world }) => {
    const { source } = await newWorkspace(page, 'Long')
    await fillRole(source, world.reader.arn, HOME_REGION, 7200)
    await source.test.click()
    await expect(source.result).toHaveText(/^\s*Failed/)
    await source.result.getByRole('button', { name: 'Use 3600 for Duration (in seconds)' }).click()
    await expect(source.result).toHaveText(/^\s*Passed/)
    await expect(source.duration).toHaveValue('3600')
  })
})

test('what only an administrator can mend is copied, ready to send, without a secret', async ({
  app,
  page,
  world,
}) => {
  const { source } = await newWorkspace(page, 'Not allowed')
  const keys = keysOf(world.newcomer)
  await fillKeys(source, keys, HOME_REGION)
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Failed/)
  await source.result.getByRole('button', { name: 'Copy the missing policy' }).click()
  await expect.poll(() => clipboardOf(app.electron)).toContain('"dynamodb:ListTables"')

  await source.result.getByRole('button', { name: 'Copy a message for its owner' }).click()
  await expect.poll(() => clipboardOf(app.electron)).toMatch(/“Not allowed” \(source\) fails/)
  const message = await clipboardOf(app.electron)
  expect(message).toContain(`Region: ${HOME_REGION}`)
  expect(message).toContain('"Action": "dynamodb:ListTables"')
  expect(message).not.toContain(keys.secretAccessKey)
})
