import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { createFakeKeytar } from '../../../test-support/fakeKeytar'
import type { FakeKeytar } from '../../../test-support/fakeKeytar'
import { createKeychain, serviceName } from './keychain'
import type { Keychain } from './keychain'

let keytar: FakeKeytar
let keychain: Keychain
beforeEach(() => {
  keytar = createFakeKeytar()
  keychain = createKeychain({ service: 'test', load: keytar.load, platform: 'linux', waitMs: 20 })
})
const ok = (value: unknown) => ({ ok: true, value })
const failure = (code: string) => ({ ok: false, failure: expect.objectContaining({ code }) })
const accounts = () => [...keytar.entries.keys()].sort()
const random = (length: number) =>
  Array.from({ length }, () => String.fromCharCode(33 + Math.floor(Math.random() * 90))).join('')

describe('values', () => {
  test.each([1, 40, 1_799, 1_800, 1_801, 4_000, 20_000])(
    '%i characters are returned unchanged',
    async (length) => {
      const value = random(length)
      expect(await keychain.set('a', value)).toEqual(ok(null))
      expect(await keychain.get('a')).toEqual(ok(value))
      for (const text of keytar.entries.values()) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2_560)
    },
  )

  test('text with a NUL and characters outside of ASCII is returned unchanged', async () => {
    const value = 'ключ 🔑 \0 '.repeat(700)
    await keychain.set('a', value)
    expect(await keychain.get('a')).toEqual(ok(value))
  })

  test('secrets do not affect each other', async () => {
    await keychain.set('a', 'one')
    await keychain.set('ab', 'two')
    await keychain.delete('a')
    expect(await keychain.get('a')).toEqual(ok(null))
    expect(await keychain.get('ab')).toEqual(ok('two'))
  })

  test('a shorter value leaves no chunk of the longer one', async () => {
    await keychain.set('a', random(20_000))
    await keychain.set('a', 'short')
    expect(await keychain.get('a')).toEqual(ok('short'))
    expect(accounts()).toEqual(['a', 'a#1.0'])
  })

  test('delete removes every entry, and succeeds when there is none', async () => {
    await keychain.set('a', random(20_000))
    expect(await keychain.delete('a')).toEqual(ok(null))
    expect(accounts()).toEqual([])
    expect(await keychain.delete('a')).toEqual(ok(null))
  })
})

describe('damage', () => {
  beforeEach(() => keychain.set('a', random(6_000)))

  test.each([
    ['a head that is not JSON', () => keytar.entries.set('a', 'nonsense')],
    ['a head of another shape', () => keytar.entries.set('a', '{"v":2}')],
    ['a missing chunk', () => keytar.entries.delete('a#0.1')],
    ['a changed chunk', () => keytar.entries.set('a#0.1', 'AAAA')],
    ['two chunks that changed places', () => keytar.entries.set('a#0.0', keytar.entries.get('a#0.1') ?? '')],
  ])('%s is reported, and writing a new value repairs it', async (_, damage) => {
    damage()
    expect(await keychain.get('a')).toEqual(failure('secretDamaged'))
    await keychain.set('a', 'new')
    expect(await keychain.get('a')).toEqual(ok('new'))
    await keychain.delete('a')
    expect(accounts()).toEqual([])
  })
})

describe('a crash', () => {
  /** The entries after each call, as if the process had been killed there. */
  async function snapshots(work: (during: Keychain) => Promise<unknown>): Promise<Map<string, string>[]> {
    const seen: Map<string, string>[] = []
    const watched = createKeychain({
      service: 'test',
      load: async () => {
        const real = await keytar.load()
        const note = <T>(value: T): T => (seen.push(new Map(keytar.entries)), value)
        return {
          getPassword: real.getPassword,
          setPassword: async (...all) => note(await real.setPassword(...all)),
          deletePassword: async (...all) => note(await real.deletePassword(...all)),
        }
      },
    })
    await work(watched)
    return seen
  }
  const goBackTo = (entries: Map<string, string>) => {
    keytar.entries.clear()
    for (const [account, text] of entries) keytar.entries.set(account, text)
  }

  test('at any point of a write leaves the old value or the new one, and no entry that stays', async () => {
    const [old, next] = [random(6_000), random(9_000)]
    await keychain.set('a', old)
    const moments = await snapshots((during) => during.set('a', next))
    expect(moments.length).toBeGreaterThan(8)
    for (const moment of moments) {
      goBackTo(moment)
      const value = await keychain.get('a')
      expect([ok(old), ok(next)]).toContainEqual(value)
      await keychain.set('a', 'later')
      expect(accounts()).toHaveLength(2)
      goBackTo(moment)
      await keychain.delete('a')
      expect(accounts().filter((account) => account !== 'canary')).toEqual([])
    }
  })

  test('at any point of a first write or of a delete leaves no entry that stays', async () => {
    const value = random(6_000)
    const moments = await snapshots(async (during) => {
      await during.set('a', value)
      await during.delete('a')
    })
    for (const moment of moments) {
      goBackTo(moment)
      expect([ok(null), ok(value)]).toContainEqual(await keychain.get('a'))
      await keychain.set('a', 'later')
      expect(accounts().filter((account) => account !== 'canary')).toHaveLength(2)
      goBackTo(moment)
      await keychain.delete('a')
      expect(accounts().filter((account) => account !== 'canary')).toEqual([])
    }
  })
})

describe('a keychain that refuses', () => {
  const value = random(6_000)
  beforeEach(() => keychain.set('a', value))
  const refusing = (call: string) => (keytar.moodOf = (made) => (made === call ? 'failing' : undefined))

  test.each(['set a#1.0', 'set a#1.2', 'set a'])('keeps the old value when “%s” fails', async (call) => {
    const before = new Map(keytar.entries)
    refusing(call)
    expect(await keychain.set('a', random(6_000))).toEqual(failure('keychainNotWritten'))
    expect(keytar.entries).toEqual(before)
  })

  test('keeps the new value when only the old chunks cannot be deleted', async () => {
    refusing('delete a#0.3')
    expect(await keychain.set('a', 'new')).toEqual(ok(null))
    expect(await keychain.get('a')).toEqual(ok('new'))
    refusing('')
    await keychain.set('a', 'newer')
    expect(accounts()).toEqual(['a', 'a#0.0'])
  })

  test.each(['delete a', 'delete a#0.3'])('keeps the value when “%s” fails', async (call) => {
    refusing(call)
    expect(await keychain.delete('a')).toEqual(failure('keychainNotWritten'))
    expect(await keychain.get('a')).toEqual(ok(value))
  })

  test('reports what failed with a remedy, and quotes no error of a call that contained a secret', async () => {
    keytar.mood = 'failing'
    expect(await keychain.get('a')).toMatchObject({
      failure: { code: 'keychainUnreadable', detail: { error: expect.stringContaining('org.freedesktop') } },
    })
    keytar.mood = 'well'
    refusing('set a#1.0')
    const refused = await keychain.set('a', 'x')
    expect(refused).toMatchObject({ failure: { code: 'keychainNotWritten' } })
    expect(refused).not.toHaveProperty('failure.detail')
  })

  test.each([
    ['linux', 'gnome-keyring'],
    ['darwin', 'Keychain Access'],
    ['win32', 'Credential Manager'],
  ] as const)('has a remedy for %s', async (platform, words) => {
    keytar.mood = 'failing'
    const there = createKeychain({ service: 'test', load: keytar.load, platform })
    for (const answer of [await there.get('a'), await there.set('a', 'x'), await there.delete('a')]) {
      expect(answer).toMatchObject({ ok: false, failure: { remedy: expect.stringContaining(words) } })
    }
  })
})

describe('a locked keyring', () => {
  beforeEach(async () => {
    await keychain.set('a', 'value')
    keytar.mood = 'locked'
  })

  test('returns null, which does not count as ready', async () => {
    const fresh = createKeychain({ service: 'test', load: keytar.load })
    expect(await fresh.get('a')).toEqual(ok(null))
    expect(fresh.status()).toEqual({ kind: 'unknown' })
  })

  test('is not taken for an empty one when a secret is deleted or written', async () => {
    const before = new Map(keytar.entries)
    expect(await keychain.delete('a')).toEqual(failure('keychainNotWritten'))
    expect(await keychain.set('a', 'new')).toEqual(failure('keychainNotWritten'))
    expect(keytar.entries).toEqual(before)
    keytar.mood = 'well'
    expect(await keychain.get('a')).toEqual(ok('value'))
  })

  test('that the write unlocks keeps no chunk of the value that it did not return before', async () => {
    keytar.moodOf = (call) => (call === 'set canary' ? ((keytar.mood = 'well'), 'well') : undefined)
    expect(await keychain.set('a', 'new')).toEqual(ok(null))
    expect(await keychain.get('a')).toEqual(ok('new'))
    expect(accounts()).toEqual(['a', 'a#1.0'])
  })
})

describe('a call that is not answered', () => {
  const stuck = failure('keychainWaiting')
  const settled = async () => {
    // The queue is free again once a call is accepted; each refused call leaves the late undo some time.
    for (let tries = 0; tries < 100; tries++) {
      const answer = await keychain.get('free')
      if (answer.ok) return
      await new Promise(setImmediate)
    }
    throw new Error('The queue is still blocked.')
  }

  test('is reported as waiting, and no second call is made at the same time', async () => {
    keytar.mood = 'hanging'
    const answers = await Promise.all([keychain.get('a'), keychain.get('b'), keychain.set('c', 'x')])
    expect(answers).toEqual([stuck, stuck, stuck])
    expect(await keychain.check()).toMatchObject({
      kind: 'unavailable',
      failure: { code: 'keychainWaiting' },
    })
    expect(keytar.calls).toEqual(['get a'])
    keytar.answer()
    await settled()
    expect(await keychain.set('c', 'x')).toEqual(ok(null))
    expect(keychain.status()).toEqual({ kind: 'ready' })
    expect(keytar.mostOpen).toBe(1)
  })

  test.each(['get a', 'set a#1.1', 'set a', 'get a#1.0'])(
    '“%s” in a write changes nothing later on',
    async (call) => {
      const value = random(6_000)
      await keychain.set('a', value)
      const before = new Map(keytar.entries)
      keytar.moodOf = (made) => (made === call ? 'hanging' : undefined)
      expect(await keychain.set('a', random(6_000))).toEqual(stuck)
      keytar.moodOf = () => undefined
      keytar.answer()
      await settled()
      expect(keytar.entries).toEqual(before)
      expect(keytar.mostOpen).toBe(1)
    },
  )

  test('the first write of a secret leaves nothing later on', async () => {
    keytar.moodOf = (made) => (made === 'set a' ? 'hanging' : undefined)
    expect(await keychain.set('a', random(6_000))).toEqual(stuck)
    keytar.moodOf = () => undefined
    keytar.answer()
    await settled()
    expect(accounts()).toEqual([])
  })

  test.each(['delete a', 'delete a#0.3'])('“%s” leaves a complete secret, or none of it', async (call) => {
    const value = random(6_000)
    await keychain.set('a', value)
    keytar.moodOf = (made) => (made === call ? 'hanging' : undefined)
    expect(await keychain.delete('a')).toEqual(stuck)
    keytar.moodOf = () => undefined
    keytar.answer()
    await settled()
    expect(await keychain.get('a')).toEqual(call === 'delete a' ? ok(value) : ok(null))
    await keychain.delete('a')
    expect(accounts()).toEqual([])
  })
})

test('calls run one at a time, in order', async () => {
  const answers = await Promise.all([
    keychain.set('a', 'one'),
    keychain.set('a', 'two'),
    keychain.get('a'),
    keychain.delete('a'),
    keychain.get('a'),
  ])
  expect(answers).toEqual([ok(null), ok(null), ok('two'), ok(null), ok(null)])
  expect(keytar.mostOpen).toBe(1)
})

describe('status', () => {
  test('is unknown until a call is made; keytar is not loaded before', async () => {
    let loads = 0
    const lazy = createKeychain({ service: 'test', load: () => (loads++, keytar.load()) })
    expect(lazy.status()).toEqual({ kind: 'unknown' })
    expect(loads).toBe(0)
    await lazy.set('a', 'x')
    await lazy.get('a')
    expect(loads).toBe(1)
    expect(lazy.status()).toEqual({ kind: 'ready' })
  })

  test('check leaves no canary behind and reports that the keychain is ready', async () => {
    expect(await keychain.check()).toEqual({ kind: 'ready' })
    expect(accounts()).toEqual([])
    expect(keytar.calls).toEqual(['set canary', 'get canary', 'delete canary'])
  })

  test.each(['failing', 'locked'] as const)('check reports a %s keychain, and its recovery', async (mood) => {
    keytar.mood = mood
    expect(await keychain.check()).toMatchObject({
      kind: 'unavailable',
      failure: { code: 'keychainUnreadable' },
    })
    expect(keychain.status()).toMatchObject({ kind: 'unavailable' })
    keytar.mood = 'well'
    expect(await keychain.check()).toEqual({ kind: 'ready' })
  })

  test('a module that does not load is reported with what to install', async () => {
    const broken = createKeychain({
      service: 'test',
      load: () => Promise.reject(new Error('libsecret-1.so.0: cannot open shared object file')),
      platform: 'linux',
    })
    const words = { message: expect.stringContaining('module'), remedy: expect.stringContaining('libsecret') }
    expect(await broken.check()).toMatchObject({ kind: 'unavailable', failure: words })
    expect(await broken.get('a')).toMatchObject({ failure: { code: 'keychainUnreadable', ...words } })
    expect(await broken.set('a', 'x')).toMatchObject({ failure: { code: 'keychainNotWritten', ...words } })
  })
})

test('serviceName differs between folders, and is the same for every path to one folder', () => {
  const root = mkdtempSync(join(tmpdir(), 'service-name-'))
  const one = serviceName(join(root, 'one'))
  symlinkSync(join(root, 'one'), join(root, 'link'), 'junction')
  expect(one).toMatch(/^DynamoDB Workspaces [0-9a-f]{12}$/)
  expect(serviceName(join(root, 'two'))).not.toBe(one)
  expect(serviceName(join(root, 'link'))).toBe(one)
  rmSync(root, { recursive: true })
})
