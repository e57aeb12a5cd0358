import { randomBytes } from 'node:crypto'
import type { Locator, Page } from 'playwright'
import { expect, test } from '../application'
import type { Application } from '../application'
import { behindPopup, violations } from '../violations'
import { chooseRegion, newWorkspace } from '../window'

/** Pastes a text into a control as a person does. */
async function pasteInto({ electron, page }: Application, control: Locator, text: string): Promise<void> {
  await electron.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text)
  await control.focus()
  await page.keyboard.press('ControlOrMeta+v')
}

const notice = (page: Page, text: RegExp): Locator =>
  page.getByRole('group', { name: 'Message' }).filter({ hasText: text })

/** Whether a secret field holds a value; asserted as a boolean, so that no report shows it. */
const holds = (control: Locator, value: string) =>
  expect.poll(async () => (await control.inputValue()) === value)

test('a block pasted into one field fills all of them, passes its test, and can be undone', async ({
  app,
  page,
  world,
}) => {
  const { keyId, secret, token } = world.accounts.openSession(world.reader, 'today', Date.now() + 3_600_000)
  const { source } = await newWorkspace(page, 'Block')
  await source.way('User Credentials').click()
  await pasteInto(
    app,
    source.accessKey,
    `export AWS_ACCESS_KEY_ID="${keyId}"\r\nexport AWS_SECRET_ACCESS_KEY="${secret}"\r\nexport AWS_SESSION_TOKEN="${token}"\r\nexport AWS_REGION=eu-west-1\r\nexport AWS_CREDENTIAL_EXPIRATION=${new Date(Date.now() + 3_330_000).toISOString()}`,
  )
  await expect(source.accessKey).toHaveValue(keyId)
  await holds(source.secretKey, secret).toBe(true)
  await holds(source.sessionToken, token).toBe(true)
  await expect(source.aws).toHaveValue('eu-west-1')
  const filledIn = notice(page, /Filled in for the source\. Access key ASIA…/)
  await expect(filledIn).toContainText('secret key, session token, region eu-west-1; expires in 55 min.')
  expect((await page.locator('body').innerText()).includes(secret)).toBe(false)
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Passed/)

  await filledIn.getByRole('button', { name: 'Undo' }).click()
  await expect(source.accessKey).toHaveValue('')
  await holds(source.secretKey, '').toBe(true)
  await expect(source.aws).toHaveValue('')
})

test('a new block without a token removes the token of the key before', async ({ app, page, world }) => {
  const session = world.accounts.openSession(world.reader, 'today', Date.now() + 3_600_000)
  const { source, save } = await newWorkspace(page, 'Stale')
  await source.way('User Credentials').click()
  const { keyId, secret, token } = session
  await pasteInto(app, source.secretKey, `${keyId}\n${secret}\n${token}\neu-west-1`)
  await holds(source.sessionToken, token).toBe(true)
  await save.click()
  await expect(source.region.getByRole('button', { name: 'Forget AWS Session Token' })).toBeVisible()

  const { analyst } = world
  await pasteInto(
    app,
    source.accessKey,
    `set AWS_ACCESS_KEY_ID=${analyst.keyId}\nset AWS_SECRET_ACCESS_KEY=${analyst.secret}`,
  )
  await expect(notice(page, /Removed the previous session token\./)).toBeVisible()
  await expect(source.accessKey).toHaveValue(analyst.keyId)
  await expect(source.sessionToken).toHaveValue('')
  await expect(source.sessionToken).toHaveAccessibleDescription('Saving the workspace removes this secret.')
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Passed/)
})

test('an ordinary value stays an ordinary paste, which the system undoes', async ({ app, page, world }) => {
  const { source } = await newWorkspace(page, 'Ordinary')
  const { keyId, secret } = world.analyst
  const isOrdinary = async (control: Locator, text: string): Promise<void> => {
    await pasteInto(app, control, text)
    await holds(control, text).toBe(true)
    await page.keyboard.press('ControlOrMeta+z')
    await holds(control, '').toBe(true)
  }
  await isOrdinary(source.roleArn, world.reader.arn)
  await source.way('User Credentials').click()
  await isOrdinary(source.accessKey, keyId)
  await isOrdinary(source.secretKey, secret)
})

test('Role ARN takes the role out of a link and of a session, and a block without leaving its way', async ({
  app,
  page,
  world,
}) => {
  const { destination } = await newWorkspace(page, 'Role')
  const link = 'https://signin.aws.amazon.com/switchrole?account=111122223333&roleName=data%2FReader'
  await pasteInto(app, destination.roleArn, link)
  await expect(destination.roleArn).toHaveValue('arn:aws:iam::111122223333:role/data/Reader')
  await destination.roleArn.fill('')
  await pasteInto(app, destination.roleArn, 'arn:aws-cn:sts::111122223333:assumed-role/Reader/me')
  await expect(destination.roleArn).toHaveValue('arn:aws-cn:iam::111122223333:role/Reader')
  await expect(notice(page, /was made from the ARN of a session/)).toBeVisible()

  const { keyId, secret } = world.analyst
  await pasteInto(
    app,
    destination.roleArn,
    `[prod]\naws_access_key_id=${keyId}\naws_secret_access_key=${secret}`,
  )
  await expect(notice(page, /Choose User Credentials to use it\./)).toBeVisible()
  await expect(destination.way('Assume Role')).toBeChecked()
  await destination.way('User Credentials').click()
  await expect(destination.accessKey).toHaveValue(keyId)
})

test('the paste box chooses the way, refuses what holds nothing, and forgets its text', async ({
  app,
  page,
  world,
}) => {
  const { source } = await newWorkspace(page, 'Box')
  const opener = source.region.getByRole('button', { name: 'Paste credentials' })
  const sheet = page.getByRole('dialog', { name: 'Paste credentials' })
  const text = sheet.getByRole('textbox', { name: 'Text to fill in from' })
  const fillIn = sheet.getByRole('button', { name: 'Fill in' })

  await opener.click()
  await expect(fillIn).toBeDisabled()
  await text.fill(randomBytes(30).toString('base64'))
  await fillIn.click()
  await expect(text).toHaveAccessibleDescription(
    /^The text contains nothing to fill in\. Paste an access key/,
  )
  await text.fill('https://us-east-1.console.aws.amazon.com/iam/home#/roles/details/Reader')
  await fillIn.click()
  await expect(text).toHaveAccessibleDescription(/names a role, but no account ID/)
  await page.keyboard.press('Escape')
  await opener.click()
  await expect(text).toHaveValue('')

  const { keyId, secret, token } = world.accounts.openSession(world.reader, 'today', Date.now() + 3_600_000)
  const reply = { Credentials: { AccessKeyId: keyId, SecretAccessKey: secret, SessionToken: token } }
  await pasteInto(app, text, JSON.stringify(reply, undefined, 2))
  await fillIn.click()
  await expect(sheet).toBeHidden()
  await expect(source.way('User Credentials')).toBeChecked()
  await chooseRegion(source, 'eu-west-1')
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Passed/)

  await opener.click()
  await text.fill('http://db.example.com:9000/')
  await fillIn.click()
  await expect(source.local).toBeChecked()
  await expect(source.server).toHaveValue('db.example.com')
  await expect(source.port).toHaveValue('9000')

  await opener.click()
  await text.fill('[profile reader]\nrole_arn = arn:aws:iam::111122223333:role/Reader\nregion = eu-north-1')
  await fillIn.click()
  await expect(source.way('Assume Role')).toBeChecked()
  await expect(source.roleArn).toHaveValue('arn:aws:iam::111122223333:role/Reader')
  await expect(source.aws).toHaveValue('eu-north-1')
  await notice(page, /Profile reader\./)
    .getByRole('button', { name: 'Undo' })
    .click()
  await expect(source.local).toBeChecked()
})

test('temporary keys are replaced by one paste', async ({ app, page, world }) => {
  const { source } = await newWorkspace(page, 'Expired')
  const { expired } = world
  await source.way('User Credentials').click()
  await pasteInto(app, source.accessKey, `${expired.keyId} ${expired.secret} ${expired.token} eu-west-1`)
  await source.test.click()
  await source.region.getByRole('button', { name: 'Paste new keys…' }).click()
  const sheet = page.getByRole('dialog', { name: 'Paste new keys' })
  const fresh = world.accounts.openSession(world.reader, 'again', Date.now() + 3_600_000)
  await pasteInto(
    app,
    sheet.getByRole('textbox', { name: 'New AWS Access Key' }),
    `$Env:AWS_ACCESS_KEY_ID="${fresh.keyId}"\n$Env:AWS_SECRET_ACCESS_KEY="${fresh.secret}"\n$Env:AWS_SESSION_TOKEN="${fresh.token}"`,
  )
  await sheet.getByRole('button', { name: 'Replace and test' }).click()
  await expect(source.result).toHaveText(/^\s*Passed/)
})

test('what is odd is said beside its field while it is typed', async ({ page, world }) => {
  const { source } = await newWorkspace(page, 'Odd')
  await source.roleArn.fill('arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/R')
  await expect(source.roleArn).toHaveAccessibleDescription(/IAM Identity Center.*Account 1111 2222 3333/)
  await chooseRegion(source, 'cn-north-1')
  await expect(source.aws).toHaveAccessibleDescription(/works only in its own partition/)
  await source.duration.fill('7200')
  await expect(source.duration).toHaveAccessibleDescription(/role chaining/)

  await source.way('User Credentials').click()
  const { keyId, secret } = world.analyst
  await source.accessKey.fill(secret)
  await source.secretKey.fill(keyId)
  await expect(source.secretKey).toHaveAccessibleDescription(
    'Access key and secret key are in each other’s field. Swap them.',
  )
  await expect(source.accessKey).toHaveAccessibleDescription(/looks like a secret/)
  await source.accessKey.fill(keyId)
  await source.secretKey.fill(`${secret}=`)
  await expect(source.secretKey).toHaveAccessibleDescription(/no AWS secret key ends in =/)
})

test('the paste box is accessible in both themes', async ({ page }) => {
  const { source } = await newWorkspace(page, 'Accessible')
  await source.region.getByRole('button', { name: 'Paste credentials' }).click()
  const sheet = page.getByRole('dialog', { name: 'Paste credentials' })
  await sheet.getByRole('textbox').fill('nothing in it')
  await sheet.getByRole('button', { name: 'Fill in' }).click()
  expect(await violations(page, behindPopup)).toEqual([])
})
