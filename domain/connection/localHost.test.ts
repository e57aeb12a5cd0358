import { describe, expect, it } from 'vitest'
import {
  canonicalHost,
  hostAndPort,
  isLoopbackHost,
  isPort,
  isPrivateHost,
  isThisMachine,
  readPort,
  readServer,
  sameHost,
} from './localHost'

const machine = {
  names: ['Analyst-Laptop', 'analyst-laptop.example.com.'],
  addresses: ['127.0.0.1', '::1', '192.168.1.20', '2001:db8::20', 'fe80::a00:27ff:fe4e:66a1%eth0'],
}

describe('readServer', () => {
  it.each([
    ['localhost', { host: 'localhost' }],
    ['  localhost\n', { host: 'localhost' }],
    ['localhost/', { host: 'localhost' }],
    ['localhost.', { host: 'localhost' }],
    ['LocalHost', { host: 'LocalHost' }],
    ['a', { host: 'a' }],
    ['a.b', { host: 'a.b' }],
    ['x.9-9.z9', { host: 'x.9-9.z9' }],
    ['dynamo', { host: 'dynamo' }],
    ['my_host-1.example.com', { host: 'my_host-1.example.com' }],
    ['xn--mnchen-3ya.example', { host: 'xn--mnchen-3ya.example' }],
    ['1st.example.com', { host: '1st.example.com' }],
    ['127.0.0.1', { host: '127.0.0.1' }],
    ['127.1', { host: '127.1' }],
    ['0x7f000001', { host: '0x7f000001' }],
    ['2130706433', { host: '2130706433' }],
    ['localhost:8000', { host: 'localhost', port: 8000 }],
    ['localhost:08000', { host: 'localhost', port: 8000 }],
    ['localhost:', { host: 'localhost' }],
    ['127.0.0.1:1', { host: '127.0.0.1', port: 1 }],
    ['127.0.0.1:65535/', { host: '127.0.0.1', port: 65_535 }],
    ['http://localhost', { protocol: 'http', host: 'localhost' }],
    ['http://localhost:8000/', { protocol: 'http', host: 'localhost', port: 8000 }],
    ['HTTPS://db.example.com:443', { protocol: 'https', host: 'db.example.com', port: 443 }],
    ['::1', { host: '::1' }],
    ['[::1]', { host: '::1' }],
    ['[::1]:8000', { host: '::1', port: 8000 }],
    ['http://[2001:DB8::1]:8000/', { protocol: 'http', host: '2001:DB8::1', port: 8000 }],
    ['::', { host: '::' }],
    ['0:0:0:0:0:0:0:1', { host: '0:0:0:0:0:0:0:1' }],
    ['2001:db8::1:8000', { host: '2001:db8::1:8000' }],
    ['::ffff:127.0.0.1', { host: '::ffff:127.0.0.1' }],
    ['[::ffff:7f00:1]:8000', { host: '::ffff:7f00:1', port: 8000 }],
    [`x.${'a'.repeat(63)}`, { host: `x.${'a'.repeat(63)}` }],
    [`${'a'.repeat(63)}.example`, { host: `${'a'.repeat(63)}.example` }],
  ])('takes %j apart', (typed, parts) => {
    expect(readServer(typed)).toEqual({ ok: true, value: parts })
  })

  const scheme = 'Begin the address with http:// or https://, or leave the scheme out.'
  const empty = 'Enter a host name or address.'
  const user = 'Remove the user name and password before the @.'
  const rest = 'Remove everything after the host and port.'
  const zone = 'Remove the zone: % and what follows it.'
  const brackets = 'The address in brackets is not an IPv6 address.'
  const host = 'This is not a host name or an IP address.'
  const port = 'The port must be a number from 1 to 65535.'

  it.each([
    ['', empty],
    ['   ', empty],
    ['/', empty],
    ['http://', empty],
    ['https:///', empty],
    ['ftp://localhost', scheme],
    ['file:///etc/hosts', scheme],
    ['javascript://localhost', scheme],
    ['me@localhost', user],
    ['http://me:secret@localhost:8000', user],
    ['http://localhost:8000@evil.example', user],
    ['http://localhost:8000/shell', rest],
    ['localhost//', rest],
    ['localhost?x=1', rest],
    ['localhost/?x=1', rest],
    ['localhost#top', rest],
    ['localhost\\share', rest],
    ['http://http://localhost', rest],
    ['fe80::1%eth0', zone],
    ['[fe80::1%25eth0]:8000', zone],
    ['::1% and more', zone],
    ['local%68ost', zone],
    ['[localhost]', brackets],
    ['[127.0.0.1]:8000', brackets],
    ['[]', brackets],
    ['[::1', host],
    ['::1]', host],
    ['[::1]8000', host],
    [':8000', host],
    ['.', host],
    ['localhost..', host],
    ['a..b', host],
    ['-a.example', host],
    ['a-.example', host],
    ['two words', host],
    ['local\nhost', host],
    ['local\u0000host', host],
    ['http:localhost', host],
    ['localhost:8000:8001', host],
    ['localhost:http', host],
    ['localhost:８０００', host],
    ['localhost:-1', host],
    ['ｌｏｃａｌｈｏｓｔ', host],
    ['\u212aelvin', host],
    ['host\ud83d', host],
    ['host🙂', host],
    [`${'a'.repeat(64)}.example`, host],
    [`x.${'a'.repeat(64)}`, host],
    [`${'a.'.repeat(126)}ab`, host],
    ['300.1.1.1', host],
    ['1.2.3.4.5', host],
    ['1.2.3.4.0', host],
    ['256.0.0.1', host],
    ['127.0.0.08', host],
    ['4294967296', host],
    ['db.example.1', host],
    ['0x', host],
    ['db.0x10', host],
    ['1:2:3', host],
    ['1:2:3:4:5:6:7:8:9', host],
    ['1::2::3', host],
    [':::', host],
    ['::12345', host],
    ['::g', host],
    ['1:2:3:4::5:6:7:8', host],
    ['::ffff:127.0.0.256', host],
    ['::ffff:127.0.0.01', host],
    ['::ffff:127.1', host],
    ['localhost:0', port],
    ['localhost:65536', port],
    ['[::1]:99999', port],
    [`localhost:${'9'.repeat(400)}`, port],
  ])('refuses %j', (typed, sentence) => {
    expect(readServer(typed)).toEqual({ ok: false, sentence })
  })
})

describe('readPort', () => {
  it.each([
    ['1', 1],
    ['8000', 8000],
    [' 8000 ', 8000],
    ['08000', 8000],
    ['65535', 65_535],
  ])('reads %j', (typed, port) => {
    expect(readPort(typed)).toBe(port)
  })

  it.each([
    '',
    ' ',
    '0',
    '65536',
    '-1',
    '+1',
    '1e3',
    '0x10',
    '8000.0',
    '80 00',
    '８０００',
    'http',
    '9'.repeat(400),
  ])('refuses %j', (typed) => {
    expect(readPort(typed)).toBeUndefined()
  })
})

it.each([
  [1, true],
  [65_535, true],
  [0, false],
  [65_536, false],
  [-1, false],
  [1.5, false],
  [NaN, false],
  [Infinity, false],
])('isPort(%d) is %s', (port, is) => {
  expect(isPort(port)).toBe(is)
})

it.each([
  ['localhost', 'localhost:8000'],
  ['127.0.0.1', '127.0.0.1:8000'],
  ['::1', '[::1]:8000'],
])('joins %s and a port to %s', (host, joined) => {
  expect(hostAndPort(host, 8000)).toBe(joined)
})

/** Every way to write this machine that needs no question to the network. */
const loopback = [
  'localhost',
  'LOCALHOST',
  'localhost.',
  'LOCALHOST.',
  ' localhost ',
  'foo.localhost',
  'a.b.LOCALHOST.',
  'localhost.localdomain',
  'localhost4',
  'localhost6.localdomain6',
  'ip6-localhost',
  'ip6-loopback',
  '127.0.0.1',
  '127.0.0.1.',
  '127.0.0.2',
  '127.255.255.255',
  '127.1',
  '127.0.1',
  '0177.0.0.1',
  '0x7f.0.0.1',
  '0x7f000001',
  '0X7F000001',
  '017700000001',
  '2130706433',
  '0.0.0.0',
  '0',
  '::1',
  '[::1]',
  '0:0:0:0:0:0:0:1',
  '0000:0000:0000:0000:0000:0000:0000:0001',
  '::0:1',
  '::',
  '[::]',
  '0:0:0:0:0:0:0:0',
  '::ffff:127.0.0.1',
  '[::FFFF:127.0.0.1]',
  '::ffff:7f00:1',
  '0:0:0:0:0:ffff:7f00:0001',
  '::ffff:0.0.0.0',
  '::1%lo',
]

const own = [
  'analyst-laptop',
  'ANALYST-LAPTOP.',
  'analyst-laptop.example.com',
  '192.168.1.20',
  '3232235796',
  '::ffff:192.168.1.20',
  '::ffff:c0a8:114',
  '2001:db8::20',
  '[2001:DB8:0:0:0:0:0:20]',
  'fe80::a00:27ff:fe4e:66a1',
  'fe80::a00:27ff:fe4e:66a1%eth0',
  '[fe80::a00:27ff:fe4e:66a1%eth0]',
]

const elsewhere = [
  'example.com',
  'localhost.example.com',
  'notlocalhost',
  'localhost-2',
  'localhost5',
  'localdomain',
  'analyst-laptop-2',
  'analyst-laptop.example.org',
  'laptop',
  '128.0.0.1',
  '126.255.255.255',
  '0.0.0.1',
  '1',
  '127.0.0.1.example.com',
  '127.0.0.256',
  '127.0.0.1.0',
  '127.0.0.08',
  '192.168.1.21',
  '::2',
  '1::',
  '::ffff:128.0.0.1',
  '::ffff:7e00:1',
  '::fffe:7f00:1',
  '64:ff9b::7f00:1',
  '2001:db8::21',
  'fe80::a00:27ff:fe4e:66a2%eth0',
  '',
]

describe('isThisMachine and isLoopbackHost', () => {
  it.each(loopback)('%j is this machine on every machine', (host) => {
    expect(isThisMachine(host, { names: [], addresses: [] })).toBe(true)
    expect(isLoopbackHost(host)).toBe(true)
  })

  it.each(own)('%j is this machine by its own names and addresses', (host) => {
    expect(isThisMachine(host, machine)).toBe(true)
    expect(isThisMachine(host, { names: [], addresses: [] })).toBe(false)
    expect(isLoopbackHost(host)).toBe(false)
  })

  it.each(elsewhere)('%j is not this machine', (host) => {
    expect(isThisMachine(host, machine)).toBe(false)
    expect(isLoopbackHost(host)).toBe(false)
  })
})

describe('sameHost', () => {
  it.each([...loopback, ...own])('%j is the same host as localhost, both ways', (host) => {
    expect(sameHost(host, 'localhost', machine)).toBe(true)
    expect(sameHost('localhost', host, machine)).toBe(true)
    expect(sameHost(host, '192.168.1.20', machine)).toBe(true)
  })

  it.each(elsewhere)('%j is another host than localhost, both ways, and the same as itself', (host) => {
    expect(sameHost(host, 'localhost', machine)).toBe(false)
    expect(sameHost('127.0.0.1', host, machine)).toBe(false)
    expect(sameHost(host, host, machine)).toBe(true)
  })

  it.each([
    ['db.example.com', 'DB.Example.COM.'],
    ['10.0.0.1', '10.1'],
    ['10.0.0.1', '0x0a000001'],
    ['10.0.0.1', '012.0.0.1'],
    ['10.0.0.1', '::ffff:a00:1'],
    ['2001:db8::1', '[2001:0DB8:0:0:0:0:0:0001]'],
    ['2001:db8::192.0.2.1', '2001:db8::c000:201'],
  ])('%s and %s are one host that is not this machine', (a, b) => {
    expect(sameHost(a, b, machine)).toBe(true)
    expect(isThisMachine(a, machine)).toBe(false)
  })

  it.each([
    ['db1.example.com', 'db2.example.com'],
    ['db', 'db.example.com'],
    ['10.0.0.1', '10.0.0.2'],
    ['10.0.0.1', '::a00:1'],
    ['2001:db8::1', '2001:db8::1:1'],
  ])('%s and %s are two hosts', (a, b) => {
    expect(sameHost(a, b, machine)).toBe(false)
  })
})

describe('canonicalHost', () => {
  it.each([
    ['LOCALHOST.', 'localhost'],
    ['127.1', '127.0.0.1'],
    ['127.0.1', '127.0.0.1'],
    ['0x7f000001', '127.0.0.1'],
    ['0177.0.0.1', '127.0.0.1'],
    ['2130706433', '127.0.0.1'],
    ['4294967295', '255.255.255.255'],
    ['4294967296', '4294967296'],
    ['1.16777215', '1.255.255.255'],
    ['1.16777216', '1.16777216'],
    ['::ffff:127.0.0.1', '127.0.0.1'],
    ['::ffff:7f00:1', '127.0.0.1'],
    ['::1', '0:0:0:0:0:0:0:1'],
    ['[2001:DB8::A%eth0]', '2001:db8:0:0:0:0:0:a'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['1::ffff:7f00:1', '1:0:0:0:0:ffff:7f00:1'],
    ['0:0:0:0:1:ffff:7f00:1', '0:0:0:0:1:ffff:7f00:1'],
    ['MÜNCHEN.example', 'münchen.example'],
    ['\ud83d', '\ud83d'],
    ['', ''],
  ])('writes %j as %j', (host, canonical) => {
    expect(canonicalHost(host)).toBe(canonical)
    expect(canonicalHost(canonical)).toBe(canonical)
  })
})

describe('isPrivateHost', () => {
  it.each([
    ...loopback,
    '10.0.0.0',
    '10.255.255.255',
    '100.64.0.0',
    '100.127.255.255',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.0',
    '192.168.255.255',
    '169.254.169.254',
    '::ffff:10.0.0.1',
    'fc00::1',
    'fdff::1',
    'fe80::1',
    'febf::1',
    'nas.local',
    'DB.INTERNAL.',
    'db.lan',
  ])('%j cannot be reached from everywhere', (host) => {
    expect(isPrivateHost(host)).toBe(true)
  })

  it.each([
    'db.example.com',
    'fd.example.com',
    'fcc.gov',
    'february.example',
    'local.example.com',
    'mylocal',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '192.169.0.0',
    '169.253.0.1',
    '8.8.8.8',
    '2001:db8::1',
    'fc::1',
    'fe7f::1',
    'fec0::1',
    'ff02::1',
  ])('%j may be public', (host) => {
    expect(isPrivateHost(host)).toBe(false)
  })
})

describe('very long texts', () => {
  it.each([
    'a',
    '1',
    '.',
    '1.',
    'a.',
    ':',
    '1:',
    '::',
    '%',
    '[',
    ']',
    '0x',
    '-',
    ' a',
    '/',
    'http://',
    'ü',
    '\ud83d',
  ])('100,000 times %j is answered at once', (piece) => {
    const start = Date.now()
    for (const text of [
      piece.repeat(100_000),
      `${piece.repeat(100_000)}\n!`,
      `[${piece.repeat(100_000)}]:1`,
    ]) {
      expect(readServer(text).ok).toBe(false)
      expect(isThisMachine(text, machine)).toBe(false)
      expect(sameHost(text, 'localhost', machine)).toBe(false)
      expect(isPrivateHost(text)).toBe(false)
      expect(readPort(text)).toBeUndefined()
    }
    expect(Date.now() - start).toBeLessThan(1_000)
  })
})
