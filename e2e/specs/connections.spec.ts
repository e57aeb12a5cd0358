import { expect, test } from '../application'
import { chooseRegion, fillLocal, newWorkspace, openForms, windowOf } from '../window'
import type { SideTitle } from '../window'

const sideOfTitle = (title: SideTitle): 'source' | 'destination' =>
  title === 'Source' ? 'source' : 'destination'

for (const title of ['Source', 'Destination'] as const) {
  test.describe(`${title} connection`, () => {
    const key = sideOfTitle(title)

    test('every field of every way is kept across a restart, whichever way is chosen', async ({ app }) => {
      const window = await newWorkspace(app.page, 'Full')
      const side = window[key]
      await fillLocal(side, 'db.example.com', 8123)
      await side.local.click()
      await side.way('Assume Role').click()
      await side.roleArn.fill('arn:aws-cn:iam::111122223333:role/team/Reader')
      await side.sessionName.fill('analyst@example')
      await side.duration.fill('7200')
      await side.way('User Credentials').click()
      await side.accessKey.fill('AKIARTX3GSDSQEXAMPLE')
      await chooseRegion(side, 'cn-north-1')
      await side.region.getByText('Advanced').click()
      await side.expected.fill('1111-2222-3333')
      await side.expected.press('Enter')
      await side.way('Environment').click()
      await window.save.click()
      await app.restart()
      await openForms(app.page)

      const again = windowOf(app.page)[key]
      await expect(again.way('Environment')).toBeChecked()
      await expect(again.aws).toHaveValue('cn-north-1')
      // It is folded open, since it holds something.
      await expect(again.expected).toHaveValue('111122223333')
      await again.way('User Credentials').click()
      await expect(again.accessKey).toHaveValue('AKIARTX3GSDSQEXAMPLE')
      await again.way('Assume Role').click()
      await expect(again.roleArn).toHaveValue('arn:aws-cn:iam::111122223333:role/team/Reader')
      await expect(again.sessionName).toHaveValue('analyst@example')
      await expect(again.duration).toHaveValue('7200')
      await again.local.click()
      await expect(again.server).toHaveValue('db.example.com')
      await expect(again.port).toHaveValue('8123')
    })

    test('a new connection begins with the documented defaults', async ({ page }) => {
      const side = (await newWorkspace(page, 'New'))[key]
      await expect(side.local).not.toBeChecked()
      await expect(side.way('Assume Role')).toBeChecked()
      await expect(side.duration).toHaveValue('3600')
      await side.local.click()
      await expect(side.port).toHaveValue('8000')
    })

    test('Server takes hosts and addresses, and takes apart what is pasted', async ({ page }) => {
      const side = (await newWorkspace(page, 'Local'))[key]
      await side.local.click()
      for (const [typed, server, port] of [
        ['http://db.example.com:9000/', 'db.example.com', '9000'],
        ['10.1.2.3:8001', '10.1.2.3', '8001'],
        ['https://db.example.com', 'https://db.example.com', '8001'],
        ['[::1]:8002', '::1', '8002'],
        ['db.example.com.', 'db.example.com', '8002'],
      ] as const) {
        await side.server.fill(typed)
        await side.server.blur()
        await expect(side.server).toHaveValue(server)
        await expect(side.port).toHaveValue(port)
      }
      for (const [typed, problem] of [
        ['http://user:pass@db.example.com', 'Remove the user name and password before the @.'],
        ['db.example.com/shell', 'Remove everything after the host and port.'],
        ['ftp://db.example.com', 'Begin the address with http:// or https://, or leave the scheme out.'],
        ['two words', 'This is not a host name or an IP address.'],
      ] as const) {
        await side.server.fill(typed)
        await side.server.blur()
        await expect(side.server).toHaveAccessibleDescription(problem)
        await expect(side.server).toHaveValue(typed)
      }
    })

    test('Port is a number from 1 to 65535', async ({ page }) => {
      const side = (await newWorkspace(page, 'Local'))[key]
      await side.local.click()
      for (const typed of ['0', '65536', 'eight', '80.5', '-1']) {
        await side.port.fill(typed)
        await side.port.blur()
        await expect(side.port).toHaveAccessibleDescription('Enter a whole number from 1 to 65535.')
        await expect(side.port).toHaveValue(typed)
      }
      for (const typed of ['1', '65535']) {
        await side.port.fill(typed)
        await side.port.blur()
        await expect(side.port).toHaveAccessibleDescription('')
      }
    })

    test('Role ARN shows its account, or what is wrong with it', async ({ page }) => {
      const side = (await newWorkspace(page, 'Role'))[key]
      await side.roleArn.fill(' arn:aws-us-gov:iam::111122223333:role/a/b/Reader ')
      await expect(side.roleArn).toHaveAccessibleDescription('Account 1111 2222 3333, partition aws-us-gov')
      for (const [typed, problem] of [
        ['arn:aws:sts::111122223333:assumed-role/Reader/me', /ARN of a session/],
        ['arn:aws:iam::111122223333:user/me', /ARN of a user/],
        ['arn:aws:iam::1111-2222-3333:role/Reader', /12 digits/],
        ['Reader', /whole role ARN/],
      ] as const) {
        await side.roleArn.fill(typed)
        await side.roleArn.blur()
        await expect(side.roleArn).toHaveAccessibleDescription(problem)
      }
    })

    test('Session Name and Duration keep to the rules of STS', async ({ page }) => {
      const side = (await newWorkspace(page, 'Role'))[key]
      for (const [typed, problem] of [
        ['a', /2 to 64 characters/],
        ['has space', /2 to 64 characters/],
        ['x'.repeat(65), /2 to 64 characters/],
        ['a_+=,.@-9', ''],
        ['', ''],
      ] as const) {
        await side.sessionName.fill(typed)
        await side.sessionName.blur()
        await expect(side.sessionName).toHaveAccessibleDescription(problem)
      }
      for (const [typed, problem] of [
        ['899', /900 to 43200/],
        ['43201', /900 to 43200/],
        ['an hour', /900 to 43200/],
        ['900', ''],
        ['3600', ''],
        ['43200', /^At most 3600 .*role chaining/],
      ] as const) {
        await side.duration.fill(typed)
        await side.duration.blur()
        await expect(side.duration).toHaveAccessibleDescription(problem)
      }
    })

    test('AWS Access Key is trimmed, shows its account, and is warned about when unusual', async ({
      page,
    }) => {
      const side = (await newWorkspace(page, 'Keys'))[key]
      await side.way('User Credentials').click()
      await side.accessKey.fill(' AKIARZPUZDIKGB2VALC4 ')
      await expect(side.accessKey).toHaveAccessibleDescription('Account 1234 5678 9012, decoded from the key')
      await side.accessKey.fill('AIDARZPUZDIKGB2VALC4')
      await expect(side.accessKey).toHaveAccessibleDescription(/ID of a user/)
      await side.accessKey.fill('ASIARZPUZDIKGB2VALC4')
      await side.secretKey.fill('anything')
      await side.sessionToken.focus()
      await side.sessionToken.blur()
      await expect(side.sessionToken).toHaveAccessibleDescription(
        'Enter the session token: a key that begins with ASIA needs one.',
      )
    })

    test('AWS Region is found by name and by code, and takes an unlisted code with a warning', async ({
      page,
    }) => {
      const side = (await newWorkspace(page, 'Region'))[key]
      await side.aws.fill('irel')
      await expect(page.getByRole('option', { name: /Europe \(Ireland\)/ })).toBeVisible()
      await side.aws.press('Enter')
      await expect(side.aws).toHaveValue('eu-west-1')
      await chooseRegion(side, 'us-gov-west-1')
      await expect(side.aws).toHaveValue('us-gov-west-1')
      await chooseRegion(side, 'eu-north-9')
      await expect(side.aws).toHaveValue('eu-north-9')
      await expect(side.aws).toHaveAccessibleDescription(/not in the list/)
      await side.aws.fill('nowhere')
      await side.aws.press('Tab')
      await expect(side.aws).toHaveAccessibleDescription('Enter a region code, such as eu-west-1.')
      await expect(side.aws).toHaveValue('nowhere')
    })

    test('AWS Region opens its list on a click, with the regions used last first', async ({ page }) => {
      const other = key === 'source' ? 'destination' : 'source'
      const sides = await newWorkspace(page, 'Regions used')
      await chooseRegion(sides[other], 'sa-east-1')
      await sides[key].aws.click()
      const options = page.getByRole('option')
      await expect(options.first()).toContainText('South America')
      await expect(page.getByRole('option', { name: /sa-east-1/ })).toHaveCount(1)
      await options.first().click()
      await expect(sides[key].aws).toHaveValue('sa-east-1')
      await expect(sides[key].aws).toBeFocused()
      await expect(options).toHaveCount(0)
    })

    test('Expected account is a number, and is held against what the form shows of the account', async ({
      page,
    }) => {
      const side = (await newWorkspace(page, 'Expected'))[key]
      await side.region.getByText('Advanced').click()
      for (const [typed, problem] of [
        ['1234', /12 digits/],
        ['prod', /12 digits/],
        ['111122223333', ''],
        ['', ''],
      ] as const) {
        await side.expected.fill(typed)
        await side.expected.blur()
        await expect(side.expected).toHaveAccessibleDescription(problem)
      }
      await side.roleArn.fill('arn:aws:iam::111122223333:role/Reader')
      await side.expected.fill('444455556666')
      await side.expected.blur()
      await expect(side.expected).toHaveAccessibleDescription(
        'The role is in account 1111 2222 3333, but account 4444 5555 6666 is expected.',
      )
      await side.way('User Credentials').click()
      await side.accessKey.fill('AKIARZPUZDIKGB2VALC4')
      await expect(side.expected).toHaveAccessibleDescription(/seems to belong to account 1234 5678 9012/)
    })

    test('a test waits for what is missing, names it, and goes to the first field', async ({ page, aws }) => {
      const side = (await newWorkspace(page, 'Waits'))[key]
      await side.way('User Credentials').click()
      await side.test.click()
      await expect(side.region.getByRole('alert')).toHaveText(
        'Fill in AWS Access Key, AWS Secret Key and AWS Region to test.',
      )
      await expect(side.accessKey).toBeFocused()
      await expect(side.aws).toHaveAccessibleDescription('Choose the region that requests are sent to.')
      await expect(side.result).toHaveText(/^\s*Not tested/)
      expect(aws.requests).toEqual([])
    })
  })
}

test.describe('with TONIC_AWS_REGION set', () => {
  test.use({ env: { TONIC_AWS_REGION: 'eu-west-3' } })
  test('the region may be left to it', async ({ page }) => {
    const { source } = await newWorkspace(page, 'Environment')
    await source.way('Environment').click()
    await expect(source.aws).toHaveAccessibleDescription('Uses TONIC_AWS_REGION: eu-west-3')
  })
})

test('what is pasted into Server is taken apart at once', async ({ app, page }) => {
  const { source } = await newWorkspace(page, 'Paste')
  await source.local.click()
  await app.electron.evaluate(({ clipboard }) => clipboard.writeText('http://db.example.com:9000/'))
  await source.server.focus()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(source.server).toHaveValue('db.example.com')
  await expect(source.port).toHaveValue('9000')
})
