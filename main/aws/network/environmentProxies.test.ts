import { describe, expect, it } from 'vitest'
import { proxiesOfEnvironment } from './environmentProxies'
import { readProxies } from './proxies'

const to = 'https://dynamodb.eu-west-1.amazonaws.com/'
const wayOf = (environment: Record<string, string>, url = to) => proxiesOfEnvironment(environment)(url)

describe('the proxy that the environment names', () => {
  it.each([
    [{}, 'DIRECT'],
    [{ https_proxy: 'http://proxy.test:3128' }, 'PROXY proxy.test:3128'],
    [{ HTTPS_PROXY: 'proxy.test:3128' }, 'PROXY proxy.test:3128'],
    [{ https_proxy: 'http://proxy.test' }, 'PROXY proxy.test:80'],
    [{ https_proxy: 'https://proxy.test' }, 'HTTPS proxy.test:443'],
    [{ http_proxy: 'http://proxy.test:3128' }, 'DIRECT'],
    [{ all_proxy: 'socks5://socks.test', https_proxy: 'http://other.test' }, 'SOCKS socks.test:1080'],
    [{ https_proxy: 'http://[::1]:3128' }, 'PROXY [::1]:3128'],
    [{ https_proxy: ' ' }, 'DIRECT'],
    [{ https_proxy: 'http://a b' }, 'DIRECT'],
  ])('%j: %s', async (environment, way) => {
    expect(await wayOf(environment)).toBe(way)
    expect(readProxies(way).kind).toMatch(/direct|proxy|unsupported/)
  })

  it('is another one for http', async () => {
    const environment = { http_proxy: 'one.test:1', https_proxy: 'two.test:2' }
    expect(await wayOf(environment, 'http://emulator.test:4566/')).toBe('PROXY one.test:1')
  })

  it('leaves out user and password', async () => {
    expect(await wayOf({ https_proxy: 'http://me:hunter2@proxy.test:3128' })).toBe('PROXY proxy.test:3128')
  })

  it.each([
    ['amazonaws.com', 'DIRECT'],
    ['.amazonaws.com', 'DIRECT'],
    ['*.AMAZONAWS.com', 'DIRECT'],
    ['localhost, dynamodb.eu-west-1.amazonaws.com', 'DIRECT'],
    ['amazonaws.com:443', 'DIRECT'],
    ['*', 'DIRECT'],
    ['amazonaws.com:80', 'PROXY proxy.test:1'],
    ['zonaws.com', 'PROXY proxy.test:1'],
    ['', 'PROXY proxy.test:1'],
  ])('with no_proxy %s: %s', async (no_proxy, way) => {
    expect(await wayOf({ https_proxy: 'proxy.test:1', no_proxy })).toBe(way)
  })
})
