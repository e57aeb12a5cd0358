import { expect, test } from '../application'
import { openBoard } from '../board'
import type { Account, Table } from '../../test-support/aws/principals'
import { ANALYTICS_ACCOUNT, HOME_REGION } from '../../test-support/aws/world'
import { baseCredentials } from '../keys'
import { showEvidence } from '../testResult'
import { fillKeys, fillLocal, fillRole, newWorkspace, windowOf } from '../window'

test('the verdict follows every edit', async ({ page }) => {
  const { source, destination, pairRule } = await newWorkspace(page, 'Pair')
  await expect(pairRule).toHaveText(/^\s*Cannot tell yet/)
  await fillLocal(source, 'localhost', 8000)
  await expect(pairRule).toHaveText(/^\s*Different: one side is a local instance/)
  await fillLocal(destination, '127.0.0.1', 8000)
  await expect(pairRule).toHaveText(/^\s*Same, not allowed/)
  await destination.port.fill('8001')
  await expect(pairRule).toHaveText(/^\s*Different local instances/)

  await source.local.click()
  await destination.local.click()
  await source.roleArn.fill('arn:aws:iam::111122223333:role/Reader')
  await destination.roleArn.fill('arn:aws:iam::111122223333:role/Writer')
  await expect(pairRule).toHaveText(/^\s*Same, not allowed: both sides are in AWS account 1111 2222 3333/)
  await destination.roleArn.fill('arn:aws-cn:iam::111122223333:role/Writer')
  await expect(pairRule).toHaveText(/^\s*Different/)
  await destination.way('User Credentials').click()
  await destination.accessKey.fill('AKIARTX3GSDSQAAAAAAA')
  await expect(pairRule).toHaveText(/^\s*Cannot tell yet, but probably the same AWS account, 1111 2222 3333/)
})

for (const alias of ['127.0.0.1', '127.1', '::1', '0.0.0.0', 'LOCALHOST.', '::ffff:127.0.0.1']) {
  test(`${alias} is localhost: the destination fails, the source is warned`, async ({ page, ports }) => {
    const { source, destination, pairRule } = await newWorkspace(page, 'Alias')
    await fillLocal(source, 'localhost', ports[0])
    await fillLocal(destination, alias, ports[0])
    await destination.server.blur()
    await expect(pairRule).toHaveText(/^\s*Same, not allowed/)
    await source.test.click()
    await expect(source.result).toHaveText(/^\s*Passed/)
    await expect(source.result).toContainText('is the local instance')
    await destination.test.click()
    await expect(destination.result).toHaveText(/^\s*Failed/)
    await expect(destination.result).toContainText('is the local instance')
  })
}

test('two local instances are different, and both pass', async ({ page, ports }) => {
  const { source, destination, testBoth } = await newWorkspace(page, 'Two')
  await fillLocal(source, 'localhost', ports[0])
  await fillLocal(destination, 'localhost', ports[1])
  await testBoth.click()
  await expect(destination.result).toHaveText(/^\s*Passed/)
  await expect(source.result).toHaveText(/^\s*Passed/)
})

test('two keys of one account: warned before, refused by the destination’s test', async ({ page, world }) => {
  const other = world.accounts.addUser({
    account: '111122223333',
    name: 'second',
    allow: ['dynamodb:ListTables', 'dynamodb:DescribeTable'],
  })
  const { source, destination, pairRule, testBoth } = await newWorkspace(page, 'Account')
  await fillKeys(
    source,
    { accessKeyId: world.analyst.keyId, secretAccessKey: world.analyst.secret },
    'eu-west-1',
  )
  await fillKeys(destination, { accessKeyId: other.keyId, secretAccessKey: other.secret }, 'eu-west-1')
  await expect(pairRule).toHaveText(/^\s*Cannot tell yet, but probably the same/)
  await testBoth.click()
  await expect(destination.result).toHaveText(/^\s*Failed/)
  await expect(destination.result).toContainText('1111 2222 3333')
  await expect(source.result).toHaveText(/^\s*Passed/)
  await expect(pairRule).toHaveText(/^\s*Same, not allowed: both sides are in AWS account 1111 2222 3333/)
})

function tableOf(account: Account, name: string): Table {
  const found = account.tables.get(HOME_REGION)?.get(name)
  if (!found) throw new Error(`There is no table ${name}`)
  return found
}

test.describe('with base credentials of the source’s account', () => {
  // The cast is that of all tests of a worker: what one does to it is taken back.
  test.afterEach(({ world }) => void (tableOf(world.operator.account, 'Customers').replicas.length = 0))

  test.use({
    env: async ({ world }, use) => use(baseCredentials(world.operator)),
  })

  test('accounts that differ hold one data where a table is a replica', async ({ app, page, world }) => {
    const { replicas } = tableOf(world.operator.account, 'Customers')
    replicas.push(`arn:aws:dynamodb:eu-west-1:${ANALYTICS_ACCOUNT}:table/Customers`)
    await newWorkspace(page, 'Another')
    const { source, destination, testBoth, pairRule, save } = await newWorkspace(page, 'Replicas')
    await fillRole(source, world.reader.arn, 'eu-west-1')
    await fillRole(destination, world.writer.arn, 'eu-west-1')
    await expect(pairRule).toHaveText(/^\s*Different AWS accounts/)
    await save.click()
    await expect(page.getByText('Everything is saved')).toBeVisible()
    await testBoth.click()
    await expect(source.result).toHaveText(/^\s*Passed/)
    await showEvidence(source)
    await expect(source.result).toContainText('No replica found in 3 tables.')
    await expect(destination.result).toHaveText(/^\s*Failed/)
    await expect(destination.result).toContainText(
      'Table Customers of the destination is a replica of the source’s.',
    )
    const same =
      /^\s*Same data, not allowed: table Customers of the destination is a replica of the source’s\./
    await expect(pairRule).toHaveText(same)
    await app.restart()
    await expect(windowOf(app.page).pairRule).toHaveText(same)

    const board = await openBoard(app.page)
    await board.test.click()
    await expect(board.row('Replicas')).toContainText(
      'Destination: Table Customers of the destination is a replica',
    )
    replicas.length = 0
    await board.test.click()
    await expect(board.row('Replicas')).toHaveText(/Passed\s*Passed/)
    await board.close.click()
    await expect(windowOf(app.page).pairRule).toHaveText(/^\s*Different AWS accounts/)
    await expect(windowOf(app.page).pairRule).toContainText('No replica found in')
  })

  test('it is the role’s account that counts, not that of the base credentials', async ({ page, world }) => {
    const { source, destination, testBoth, pairRule } = await newWorkspace(page, 'Roles')
    await fillRole(source, world.reader.arn, 'eu-west-1')
    await fillRole(destination, world.writer.arn, 'eu-west-1')
    await expect(pairRule).toHaveText(/^\s*Different AWS accounts: 1111 2222 3333 and 4444 5555 6666/)
    await testBoth.click()
    await expect(source.result).toHaveText(/^\s*Passed/)
    await expect(destination.result).toHaveText(/^\s*Passed/)
  })
})
