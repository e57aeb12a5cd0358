import { clipboardOf, expect, test } from '../application'
import { HOME_REGION } from '../../test-support/aws/world'
import { keysOf } from '../keys'
import { fillKeys, newWorkspace, windowOf } from '../window'

test('a source that passed is looked into further: recovery of tables, and read permissions', async ({
  page,
  world,
  aws,
}) => {
  const { source } = await newWorkspace(page, 'Ready?')
  await fillKeys(source, keysOf(world.auditor), HOME_REGION)
  const readiness = source.region.getByRole('region', { name: 'Source readiness' })
  await source.test.click()
  await expect(source.result).toContainText(/^Passed/)
  await expect(readiness).toContainText('Backups and read permissions are not checked yet.')
  expect(aws.requests.map(({ action }) => action)).not.toContain('DescribeContinuousBackups')

  await readiness.getByRole('button', { name: 'Check readiness' }).click()
  await expect(readiness.getByRole('status')).toHaveText(
    'Not ready: 2 of 3 tables lack point-in-time recovery',
  )
  await expect(readiness).toContainText('Without point-in-time recovery: Customers, Invoices')
  const permissions = readiness.getByRole('list', { name: 'Read permissions' }).getByRole('listitem')
  await expect(permissions).toHaveCount(8)
  await expect(permissions.filter({ hasText: 'Scan' })).toHaveText('Scan allowed')
  await expect(permissions.last()).toHaveText(
    'ExportTableToPointInTime not checked: to find out, an export would have to be started',
  )
  await expect(readiness.getByRole('button', { name: 'Copy the missing policy' })).toHaveCount(0)

  // The finding belongs to these settings alone.
  await source.accessKey.fill('AKIAIOSFODNN7EXAMPLE')
  await expect(readiness).toHaveCount(0)
})

test('the smallest policy that is missing is copied, and the finding outlives a restart', async ({
  app,
  page,
  world,
}) => {
  const { source, save } = await newWorkspace(page, 'Not ready')
  await fillKeys(source, keysOf(world.analyst), HOME_REGION)
  await source.test.click()
  await expect(source.result).toContainText(/^Passed/)
  const readiness = source.region.getByRole('region', { name: 'Source readiness' })
  await readiness.getByRole('button', { name: 'Check readiness' }).click()
  await expect(readiness.getByRole('status')).toHaveText('Not ready: 5 permissions are denied')
  const scan = readiness.getByRole('listitem').filter({ hasText: 'Scan' })
  await expect(scan).toHaveText('Scan denied: no policy allows it')

  await readiness.getByRole('button', { name: 'Copy the missing policy' }).click()
  await expect(page.getByText('Copied the policy.', { exact: true })).toBeVisible()
  expect(JSON.parse(await clipboardOf(app.electron))).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['dynamodb:Scan', 'dynamodb:Query', 'dynamodb:DescribeContinuousBackups'],
        Resource: `arn:aws:dynamodb:${HOME_REGION}:${world.analyst.account.id}:table/*`,
      },
      {
        Effect: 'Allow',
        Action: ['dynamodb:DescribeExport'],
        Resource: `arn:aws:dynamodb:${HOME_REGION}:${world.analyst.account.id}:table/*/export/*`,
      },
      { Effect: 'Allow', Action: ['dynamodb:ListExports'], Resource: '*' },
    ],
  })

  await save.click()
  await expect(source.region.getByRole('button', { name: 'Replace AWS Secret Key' })).toBeVisible()
  const again = windowOf(await app.restart())
  await expect(again.source.region.getByRole('region', { name: 'Source readiness' })).toContainText(
    'Not ready: 5 permissions are denied',
  )
})

test('a readiness check is cancelled, and the passed test stays', async ({ page, world, aws }) => {
  const { source, destination } = await newWorkspace(page, 'Cancelled check')
  await fillKeys(source, keysOf(world.auditor), HOME_REGION)
  await source.test.click()
  await expect(source.result).toContainText(/^Passed/)
  const readiness = source.region.getByRole('region', { name: 'Source readiness' })
  aws.switches.hang.add('DescribeContinuousBackups')
  try {
    await readiness.getByRole('button', { name: 'Check readiness' }).click()
    await expect(readiness.getByRole('status')).toHaveText('Checking: 0 of 3 tables')
    await readiness.getByRole('button', { name: 'Cancel check' }).click()
    await expect(readiness).toContainText('Backups and read permissions are not checked yet.')
    await expect(source.result).toContainText(/^Passed/)
    await expect.poll(() => aws.requests.at(-1)?.abandoned).toBe(true)

    // By keyboard: the command that cancels a test cancels this as well.
    await readiness.getByRole('button', { name: 'Check readiness' }).press('Enter')
    await expect(readiness.getByRole('status')).toHaveText('Checking: 0 of 3 tables')
    await page.keyboard.press('Escape')
    await expect(readiness).toContainText('Backups and read permissions are not checked yet.')
    await expect.poll(() => aws.requests.at(-1)?.abandoned).toBe(true)
  } finally {
    aws.switches.hang.clear()
  }
  await expect(destination.region.getByRole('region', { name: /readiness/ })).toHaveCount(0)
})

test('once set so, a passed test of a source is followed by the check', async ({ app, page, world, aws }) => {
  await page.getByRole('button', { name: 'Settings' }).click()
  const follow = page.getByRole('switch', { name: 'Check readiness after a passed test of a source' })
  await expect(follow).toHaveAttribute('aria-checked', 'false')
  await follow.click()
  await expect(follow).toHaveAttribute('aria-checked', 'true')
  await page.keyboard.press('Escape')

  const { source } = await newWorkspace(await app.restart(), 'Checked at once')
  await fillKeys(source, keysOf(world.auditor), HOME_REGION)
  await source.test.click()
  const readiness = source.region.getByRole('region', { name: 'Source readiness' })
  await expect(readiness.getByRole('status')).toHaveText(
    'Not ready: 2 of 3 tables lack point-in-time recovery',
  )
  expect(aws.requests.map(({ action }) => action)).toContain('DescribeExport')
})
