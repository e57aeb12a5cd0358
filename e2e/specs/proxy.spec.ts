import { expect, test as base } from '../application'
import { startProxyDouble } from '../../test-support/servers/proxyDouble'
import type { ProxyDouble } from '../../test-support/servers/proxyDouble'
import { freePort } from '../../test-support/servers/tcpServer'
import { HOME_REGION } from '../../test-support/aws/world'
import { keysOf } from '../keys'
import { expectFailure, showEvidence } from '../testResult'
import { fillKeys, fillLocal, newWorkspace } from '../window'

// Chromium's own switch is where the system's proxy comes from here; the hosts are made up, and the proxy alone knows them.

const sts = 'sts.test.example:80'
const dynamodb = 'dynamodb.test.example:80'
const endpoints = {
  AWS_ENDPOINT_URL_STS: 'http://sts.test.example',
  AWS_ENDPOINT_URL_DYNAMODB: 'http://dynamodb.test.example',
}
const settings = 'Check the proxy settings of the system'

const test = base.extend<{ proxyDouble: ProxyDouble }>({
  proxyDouble: async ({ aws }, use) => {
    const proxy = await startProxyDouble(aws.port)
    await use(proxy)
    await proxy.stop()
  },
  args: async ({ proxyDouble: proxy }, use) => use([`--proxy-server=${proxy.name}`]),
})

test.describe('hosts that only the proxy reaches', () => {
  test.use({ env: endpoints })

  test('AWS is reached through it, and the report says so', async ({
    app,
    page,
    aws,
    world,
    proxyDouble: proxy,
  }) => {
    const { source } = await newWorkspace(page, 'Behind a proxy')
    await fillKeys(source, keysOf(world.analyst), HOME_REGION)
    await source.test.click()
    await expect(source.result).toHaveText(/^\s*Passed/)
    const network = `${sts} through the proxy ${proxy.name} and ${dynamodb} through the proxy ${proxy.name} answer`
    await showEvidence(source)
    await expect(source.stages.filter({ hasText: 'Network' })).toContainText(network)
    // Nothing else: the application fetches nothing for itself, no dictionary and no update.
    expect(new Set(proxy.asked)).toEqual(new Set([sts, dynamodb]))
    expect(aws.requests.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'GetCallerIdentity ok',
      'ListTables ok',
    ])

    await source.region.getByRole('button', { name: 'Copy report' }).click()
    await expect(page.getByText('Copied the report.', { exact: true })).toBeVisible()
    const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText())
    expect(copied).toContain(network)
  })

  for (const { status, sentence, remedy } of [
    {
      status: 407,
      sentence: (proxy: string) => `The proxy ${proxy} requires a user name and password.`,
      remedy: `Ask the administrator of the proxy to allow connections to ${sts} without a password: this application does not send one.`,
    },
    {
      status: 403,
      sentence: (proxy: string) => `The proxy ${proxy} refuses to connect to ${sts} (status 403).`,
      remedy: `Ask the administrator of the proxy to allow ${sts}.`,
    },
    {
      status: 502,
      sentence: (proxy: string) => `The proxy ${proxy} could not reach ${sts} (status 502).`,
      remedy: `Check that the region and the endpoint are spelled correctly, then ask the administrator of the proxy whether it can reach ${sts}.`,
    },
  ]) {
    test(`its refusal with status ${status} is reported as its own`, async ({
      page,
      aws,
      world,
      proxyDouble: proxy,
    }) => {
      proxy.status = status
      const { source } = await newWorkspace(page, 'Refused')
      await fillKeys(source, keysOf(world.analyst), HOME_REGION)
      await source.test.click()
      await expectFailure(source, 'cloud', 'Network', {
        sentence: sentence(proxy.name),
        remedy,
        evidence: `HTTP ${status} · ${proxy.name}`,
      })
      expect(aws.requests).toEqual([])
    })
  }

  test('one that is not there is named, and the host is not blamed', async ({
    page,
    world,
    proxyDouble: proxy,
  }) => {
    await proxy.stop()
    const { source } = await newWorkspace(page, 'Gone')
    await fillKeys(source, keysOf(world.analyst), HOME_REGION)
    await source.test.click()
    await expectFailure(source, 'cloud', 'Network', {
      sentence: `The proxy ${proxy.name} cannot be reached.`,
      remedy: `${settings}, and that the proxy runs.`,
      evidence: `ECONNREFUSED · ${proxy.name}`,
    })
  })
})

test.describe('a SOCKS proxy', () => {
  let name: string
  test.use({
    env: endpoints,
    args: async ({}, use) => {
      name = `127.0.0.1:${await freePort()}`
      await use([`--proxy-server=socks5://${name}`])
    },
  })

  test('is reported as unsupported', async ({ page, world }) => {
    const { source } = await newWorkspace(page, 'Socks')
    await fillKeys(source, keysOf(world.analyst), HOME_REGION)
    await source.test.click()
    await expectFailure(source, 'cloud', 'Network', {
      sentence: `The proxy settings name ${name}, but SOCKS proxies are not supported.`,
      remedy: `In the proxy settings of the system, set an HTTP proxy for ${sts}, or none.`,
      evidence: sts,
    })
  })
})

test.describe('a proxy that the settings name for this machine itself', () => {
  test.use({
    args: async ({ proxyDouble: proxy }, use) =>
      use([`--proxy-server=${proxy.name}`, '--proxy-bypass-list=<-loopback>']),
  })

  test('is asked for nothing there, neither for AWS nor for a local instance', async ({
    app,
    page,
    aws,
    world,
    ports,
    proxyDouble: proxy,
  }) => {
    // What the product leaves out, Chromium would send through the proxy.
    const answer = await app.electron.evaluate(
      ({ session }, url) => session.defaultSession.resolveProxy(url),
      aws.url,
    )
    expect(answer).toBe(`PROXY ${proxy.name}`)

    const { source, destination } = await newWorkspace(page, 'This machine')
    await fillKeys(source, keysOf(world.analyst), HOME_REGION)
    await source.test.click()
    await expect(source.result).toHaveText(/^\s*Passed/)
    await expect(source.result).not.toContainText('proxy')
    for (const server of ['127.0.0.1', 'localhost']) {
      await fillLocal(destination, server, ports[0])
      await destination.test.click()
      await expect(destination.result).toHaveText(/^\s*Passed just now in \d+ ms/)
      await expect(destination.result).not.toContainText('proxy')
    }
    expect(proxy.asked).toEqual([])
  })
})
