import { rm, writeFile } from 'node:fs/promises'
import { rootCertificates } from 'node:tls'
import type { Locator, Page } from 'playwright'
import { expect, test as base } from '../application'
import { answerFileDialogs } from '../dialogs'
import { makeAuthority, makeCertificate } from '../../test-support/servers/certificates'
import type { Authority } from '../../test-support/servers/certificates'
import { startProxyDouble } from '../../test-support/servers/proxyDouble'
import type { TcpServer } from '../../test-support/servers/tcpServer'
import { startTlsFront } from '../../test-support/servers/tlsFront'
import { HOME_REGION } from '../../test-support/aws/world'
import { keysOf } from '../keys'
import { expectFailure } from '../testResult'
import { fillKeys, newWorkspace } from '../window'

// AWS behind TLS with a certificate that no authority of the system signed: checks are never switched off, a file is trusted.

const test = base.extend<{ authority: Authority; front: TcpServer; env: Record<string, string> }>({
  authority: async ({}, use) => use(makeAuthority()),
  front: async ({ aws, authority }, use) => {
    const front = await startTlsFront(makeCertificate({ issuer: authority }), aws.port)
    await use(front)
    await front.stop()
  },
  env: async ({ front }, use) => {
    const url = `https://127.0.0.1:${front.port}`
    await use({ AWS_ENDPOINT_URL_DYNAMODB: url, AWS_ENDPOINT_URL_STS: url })
  },
})

/** Writes a file of this test's own, and answers its path. */
async function fileNamed(name: string, content: string): Promise<string> {
  const path = test.info().outputPath(name)
  await writeFile(path, content)
  return path
}

/** The Settings, opened; `leave` closes them. */
async function openSettings(
  page: Page,
): Promise<{ sheet: Locator; choose: Locator; leave: () => Promise<void> }> {
  await page.keyboard.press('Control+,')
  const sheet = page.getByRole('main', { name: 'Settings' })
  return {
    sheet,
    choose: sheet.getByRole('button', { name: /^(Choose a|Another) file…$/ }),
    leave: async () => {
      await page.keyboard.press('Escape')
      await expect(sheet).toBeHidden()
    },
  }
}

function unknownAuthority(host: string) {
  return {
    sentence: `The certificate of ${host} is not signed by a certificate authority that this application trusts.`,
    remedy:
      'A company proxy may decrypt TLS connections. Get the certificate of its authority from its administrator and choose the file in Settings, under Certificates.',
    evidence: `UNABLE_TO_VERIFY_LEAF_SIGNATURE · ${host}`,
  }
}

test('a file that is chosen in Settings is trusted, at once, until it is removed', async ({
  app,
  aws,
  world,
  authority,
  front,
}) => {
  const { page } = app
  const unknown = unknownAuthority(`127.0.0.1:${front.port}`)
  const { source } = await newWorkspace(page, 'Behind TLS')
  await fillKeys(source, keysOf(world.analyst), HOME_REGION)
  await source.test.click()
  await expectFailure(source, 'cloud', 'Network', unknown)
  expect(aws.requests).toEqual([])

  const path = await fileNamed('company.pem', authority.cert)
  await answerFileDialogs(app.electron, path)
  const choosing = await openSettings(page)
  await expect(choosing.sheet).toContainText('No file is chosen.')
  await choosing.choose.click()
  await expect(choosing.sheet).toContainText(path)
  await expect(choosing.sheet).toContainText(/company\.pem 1 certificate, good until \d+ \w+ \d{4}/)
  await choosing.leave()
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Passed/)

  const removing = await openSettings(page)
  await removing.sheet.getByRole('button', { name: 'Remove' }).click()
  await expect(removing.sheet).toContainText('No file is chosen.')
  await expect(removing.sheet.getByRole('button', { name: 'Remove' })).toBeHidden()
  await removing.leave()
  await source.test.click()
  await expectFailure(source, 'cloud', 'Network', unknown)
})

test('a file without a certificate is refused, and what was chosen before stays', async ({
  app,
  world,
  authority,
}) => {
  const { page } = app
  const { source } = await newWorkspace(page, 'Refused files')
  await fillKeys(source, keysOf(world.analyst), HOME_REGION)
  const path = await fileNamed('company.pem', authority.cert)
  await answerFileDialogs(app.electron, path)
  const { sheet, choose, leave } = await openSettings(page)
  await choose.click()
  await expect(sheet).toContainText(path)

  const damaged = authority.cert.replace(/\n[^\n]+\n-----END/, '\n-----END')
  for (const [name, content, sentence] of [
    ['notes.txt', 'Ask Ida for it.', 'notes.txt contains no certificate.'],
    ['damaged.pem', damaged, 'damaged.pem contains a damaged certificate.'],
  ] as const) {
    await answerFileDialogs(app.electron, await fileNamed(name, content))
    await choose.click()
    const refusal = sheet.getByRole('region', { name: 'Certificates' }).getByRole('alert')
    await expect(refusal).toContainText(sentence)
    await expect(refusal).toContainText(
      'Choose a PEM file: a text file that contains the line BEGIN CERTIFICATE.',
    )
    await expect(sheet).toContainText(path)
  }
  await answerFileDialogs(app.electron, null)
  await choose.click()
  await expect(sheet).toContainText(path)
  await leave()
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Passed/)

  // The file is read anew for each test: one that is gone by then is named, and nothing is tested without it.
  await rm(path)
  await source.test.click()
  await expect(
    page.getByRole('group', { name: 'Message' }).filter({ hasText: 'company.pem cannot be read.' }),
  ).toBeVisible()
  await expect(source.test).toBeEnabled()
})

test('a file of another authority does not help', async ({ app, world, front }) => {
  const { page } = app
  const { source } = await newWorkspace(page, 'Another authority')
  await fillKeys(source, keysOf(world.analyst), HOME_REGION)
  const path = await fileNamed(
    'another.pem',
    `${rootCertificates[0] ?? ''}\n${makeAuthority('Another company').cert}`,
  )
  await answerFileDialogs(app.electron, path)
  const { sheet, choose, leave } = await openSettings(page)
  await choose.click()
  await expect(sheet).toContainText(path)
  await leave()
  await source.test.click()
  await expectFailure(source, 'cloud', 'Network', unknownAuthority(`127.0.0.1:${front.port}`))
})

test.describe('a company proxy that opens TLS', () => {
  const names = [`sts.${HOME_REGION}.amazonaws.com`, `dynamodb.${HOME_REGION}.amazonaws.com`]
  test.use({
    env: { AWS_ENDPOINT_URL_DYNAMODB: '', AWS_ENDPOINT_URL_STS: '' },
    args: async ({ aws, authority }, use) => {
      const front = await startTlsFront(makeCertificate({ issuer: authority, names }), aws.port)
      const proxy = await startProxyDouble(front.port)
      await use([`--proxy-server=${proxy.name}`])
      await proxy.stop()
      await front.stop()
    },
  })

  test('is recognised by its certificate, and passed with it, at the names of AWS', async ({
    app,
    aws,
    world,
    authority,
  }) => {
    const { page } = app
    const { source } = await newWorkspace(page, 'Company')
    await fillKeys(source, keysOf(world.analyst), HOME_REGION)
    await source.test.click()
    await expectFailure(source, 'cloud', 'Network', unknownAuthority(`${names[0]}:443`))
    expect(aws.requests).toEqual([])

    await answerFileDialogs(app.electron, await fileNamed('company.pem', authority.cert))
    const { choose, leave } = await openSettings(page)
    await choose.click()
    await leave()
    await source.test.click()
    await expect(source.result).toHaveText(/^\s*Passed/)
    expect(aws.requests.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'GetCallerIdentity ok',
      'ListTables ok',
    ])
  })
})
