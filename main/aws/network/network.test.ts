import { describe, expect, it } from 'vitest'
import { probe, resolveHost } from './network'
import { startTcp } from '../testing/servers'

const signal = new AbortController().signal
const never = () => new Promise<never>(() => undefined)

describe('resolveHost', () => {
  it('answers all addresses in the order of the resolver', async () => {
    const lookup = async () => [
      { address: '::1', family: 6 },
      { address: '127.0.0.1', family: 4 },
    ]
    expect(await resolveHost('twofold.test', { signal, limitMs: 1_000, lookup })).toEqual([
      '::1',
      '127.0.0.1',
    ])
  })

  it('answers an address with itself', async () => {
    expect(await resolveHost('127.0.0.1', { signal, limitMs: 1_000 })).toEqual(['127.0.0.1'])
  })

  it('stops waiting for a resolver that hangs', async () => {
    const resolving = resolveHost('slow.test', { signal, limitMs: 20, lookup: never })
    await expect(resolving).rejects.toMatchObject({ code: 'EAI_AGAIN' })
  })

  it('rejects with the reason of its signal while the resolver hangs', async () => {
    const controller = new AbortController()
    const resolving = resolveHost('slow.test', { signal: controller.signal, limitMs: 10_000, lookup: never })
    controller.abort('enough')
    await expect(resolving).rejects.toBe('enough')
  })
})

describe('probe', () => {
  it('connects to the addresses that were resolved, whatever the name says', async () => {
    const port = await startTcp((socket) => socket.resume())
    const url = new URL(`http://nowhere.invalid:${port}`)
    await expect(
      probe(url, { addresses: ['127.0.0.1'] }, { signal, limitMs: 1_000 }),
    ).resolves.toBeUndefined()
  })

  it('stops waiting for an unanswered TLS handshake', async () => {
    const port = await startTcp((socket) => socket.resume())
    const probing = probe(
      new URL(`https://127.0.0.1:${port}`),
      { addresses: ['127.0.0.1'] },
      { signal, limitMs: 50 },
    )
    await expect(probing).rejects.toMatchObject({ code: 'ERR_TLS_HANDSHAKE_TIMEOUT' })
  })

  it('rejects at once when its signal aborts during the handshake', async () => {
    const controller = new AbortController()
    const port = await startTcp((socket) => socket.once('data', () => controller.abort('enough')))
    const options = { signal: controller.signal, limitMs: 10_000 }
    const probing = probe(new URL(`https://127.0.0.1:${port}`), { addresses: ['127.0.0.1'] }, options)
    await expect(probing).rejects.toBe('enough')
  })

  it('recognises a handshake that is cut off', async () => {
    const port = await startTcp((socket) => socket.once('data', () => socket.end()))
    const probing = probe(
      new URL(`https://127.0.0.1:${port}`),
      { addresses: ['127.0.0.1'] },
      { signal, limitMs: 1_000 },
    )
    await expect(probing).rejects.toMatchObject({ code: 'ERR_TLS_HANDSHAKE_CUT' })
  })
})
