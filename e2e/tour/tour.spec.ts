import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '../application'
import { baseCredentials, keysOf } from '../keys'
import { fillKeys, fillLocal, fillRole, newWorkspace, windowOf } from '../window'
import type { SideControls } from '../window'
import { blur, picture, pictures, resize } from './pictures'

test.use({ env: async ({ world }, use) => use(baseCredentials(world.operator)) })

test('the main job: fill in, save, restart, test', async ({ app, world, ports }) => {
  await mkdir(pictures, { recursive: true })
  await resize(app, 1280, 860)
  await blur(app.page)
  await picture(app.page, 'first-start')

  const window = await newWorkspace(app.page, 'Orders, staging to QA')
  await window.description.fill('Nightly copy of the orders tables for the QA team')
  await window.tags.fill('orders, qa')
  await fillRole(window.source, world.reader.arn, 'eu-west-1')
  await fillLocal(window.destination, 'localhost', ports[0])
  await expect(window.pairRule).toHaveText(/^\s*Different/)
  await blur(app.page)
  await picture(app.page, 'filled-in')
  await window.save.click()
  await expect(app.page.getByText('Everything is saved')).toBeVisible()

  await app.restart()
  await resize(app, 1280, 860)
  const again = windowOf(app.page)
  await again.testBoth.click()
  await expect(again.destination.result).toHaveText(/^\s*Passed/)
  await expect(again.source.result).toHaveText(/^\s*Passed/)
  await blur(app.page)
  await picture(app.page, 'both-passed')

  await again.source.edit.click()
  await blur(app.page)
  await picture(app.page, 'editing')
  await again.source.done.click()
  await app.page.keyboard.press('Control+,')
  await expect(app.page.getByRole('main', { name: 'Settings' })).toBeVisible()
  await blur(app.page)
  await picture(app.page, 'settings')
  await app.page.keyboard.press('Escape')

  await resize(app, 760, 700)
  await blur(app.page)
  await picture(app.page, 'narrow')
  await resize(app, 1280, 1000)

  await newWorkspace(app.page, 'Payments masking')
  await blur(app.page)
  await picture(app.page, 'new')
  await fillKeys(
    again.source,
    { accessKeyId: world.analyst.keyId, secretAccessKey: 'not the one' },
    'eu-west-1',
  )
  await again.destination.local.click()
  await again.save.click()
  await expect(again.source.secretKey).toBeHidden()
  await fillLocal(again.destination, 'localhost', 1)
  await again.testBoth.click()
  await expect(again.destination.result).toHaveText(/^\s*Failed/)
  await expect(again.source.result).toHaveText(/^\s*Failed/)
  await blur(app.page)
  await picture(app.page, 'failures')

  await resize(app, 1280, 860)
  await again.entry('Orders, staging').click()
  const { destination } = again
  await testAnew(destination)
  await testAnew(destination)
  await destination.edit.click()
  await fillLocal(destination, 'localhost', 1)
  await testAnew(destination)
  await app.page.getByRole('tab', { name: 'History' }).click()
  await blur(app.page)
  await picture(app.page, 'history')
})

/** Tests a side, and waits for the result of this test. */
async function testAnew({ test: button, result }: SideControls): Promise<void> {
  const run = await result.getAttribute('data-run')
  await button.click()
  await expect(result).toHaveAttribute('data-run', new RegExp(`^(?!${run})`))
}

test('ten typical failures, each with its cause and its remedy', async ({ app, world, ports }) => {
  const { page } = app
  const webPage = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<h1>It works'),
  )
  await new Promise<void>((listening) => webPage.listen(0, '127.0.0.1', listening))
  const { port } = webPage.address() as AddressInfo
  const closed = 'arn:aws:iam::444455556666:role/NobodyMayAssume'
  const region = 'eu-west-1'
  type Fill = (window: ReturnType<typeof windowOf>) => Promise<void>
  const failures: Record<string, [code: string, fill: Fill]> = {
    'nothing-listens': ['ECONNREFUSED', ({ source }) => fillLocal(source, 'localhost', 1)],
    'name-unknown': ['no-such-host.invalid', ({ source }) => fillLocal(source, 'no-such-host.invalid', 8000)],
    'web-page': ['A web page answers', ({ source }) => fillLocal(source, 'localhost', port)],
    'access-key-unknown': ['access key', ({ source }) => fillKeys(source, keysOf(world.leaver), region)],
    'secret-wrong': [
      'secret key',
      ({ source }) => fillKeys(source, keysOf({ ...world.analyst, secret: 'not the one' }), region),
    ],
    'token-expired': ['ExpiredToken', ({ source }) => fillKeys(source, keysOf(world.expired), region)],
    'role-refused': ['AccessDenied', ({ source }) => fillRole(source, closed, region)],
    'duration-too-long': ['7200', ({ source }) => fillRole(source, world.reader.arn, region, 7200)],
    'list-tables-denied': ['ListTables', ({ source }) => fillKeys(source, keysOf(world.newcomer), region)],
    'same-instance': [
      'is the local instance',
      async ({ source, destination }) => {
        await fillLocal(source, 'localhost', ports[0])
        await fillLocal(destination, '127.0.0.1', ports[0])
      },
    ],
  }
  await resize(app, 1280, 1100)
  await mkdir(`${pictures}/causes`, { recursive: true })
  for (const [name, [sentence, fill]] of Object.entries(failures)) {
    const window = await newWorkspace(page, name.replaceAll('-', ' '))
    await fill(window)
    const side = name === 'same-instance' ? window.destination : window.source
    await side.test.click()
    await expect(side.result).toHaveText(/^\s*Failed/)
    await expect(side.result).toContainText(sentence)
    await blur(page)
    await picture(page, `causes/${name}`, side.result)
  }
  webPage.close()
})
