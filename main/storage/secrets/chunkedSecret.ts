import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { parseJson } from '../../../domain/json'

/**
 * The keychain's entries, over which one secret is split, because Windows limits an entry to 2,560 bytes and session
 * tokens are longer. The head, under the secret's own account name, names a generation of chunks and is written last,
 * so that a secret is always complete in the old generation or in the new one. There are only two generations, so the
 * name of every entry that a crash might have left is known, and the next write or delete removes it.
 */
export type Entries = {
  get: (account: string) => Promise<string | null>
  set: (account: string, text: string) => Promise<void>
  /** Like `set`, for text that contains a part of a secret. */
  setChunk: (account: string, text: string) => Promise<void>
  delete: (account: string) => Promise<boolean>
  /**
   * Rejects unless entries can be written and read. This is needed because `get` returns null for a locked keychain
   * as for an empty one.
   */
  prove: () => Promise<void>
}

export type ChunkedReading = { kind: 'none' } | { kind: 'damaged' } | { kind: 'value'; value: string }

/** A change of entries that can be undone until it is finished. */
export type ChunkedChange = {
  run: (entries: Entries) => Promise<void>
  undo: (entries: Entries) => Promise<void>
}

const chunkBytes = 2_400

const headSchema = v.object({
  v: v.literal(1),
  gen: v.picklist([0, 1]),
  n: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
  sha256: v.string(),
})
type Head = v.InferOutput<typeof headSchema>
type Gen = Head['gen']

const nameOf = (account: string, gen: Gen, index: number): string => `${account}#${gen}.${index}`
const otherGen = (gen: Gen): Gen => (gen === 0 ? 1 : 0)
const sha256 = (value: string): string => createHash('sha256').update(value).digest('hex')

/** Reads a complete secret: `none` when there is none, `damaged` when its entries are not what was written. */
export async function readChunked(entries: Entries, account: string): Promise<ChunkedReading> {
  const text = await entries.get(account)
  if (text === null) return { kind: 'none' }
  const head = readHead(text)
  if (!head) return { kind: 'damaged' }
  let payload = ''
  for (let index = 0; index < head.n; index++) {
    const chunk = await entries.get(nameOf(account, head.gen, index))
    if (chunk === null) return { kind: 'damaged' }
    payload += chunk
  }
  const value = Buffer.from(payload, 'base64').toString('utf8')
  return sha256(value) === head.sha256 ? { kind: 'value', value } : { kind: 'damaged' }
}

/** Writes a secret in place of any earlier one; undoing it restores the earlier state. */
export function chunkedWrite(account: string, value: string): ChunkedChange {
  const payload = Buffer.from(value, 'utf8').toString('base64')
  const n = Math.ceil(payload.length / chunkBytes)
  let before: string | null = null
  let gen: Gen = 0
  let begun = false
  let flipped = false
  return {
    async run(entries) {
      before = await readKnown(entries, account)
      const old = before === null ? null : readHead(before)
      gen = old ? otherGen(old.gen) : 0
      begun = true
      await sweep(entries, account, gen)
      for (let index = 0; index < n; index++) {
        const chunk = payload.slice(index * chunkBytes, (index + 1) * chunkBytes)
        await entries.setChunk(nameOf(account, gen, index), chunk)
      }
      flipped = true
      await entries.set(account, JSON.stringify({ v: 1, gen, n, sha256: sha256(value) } satisfies Head))
      // The new value is already in effect. The next write or delete removes old chunks that stay.
      await sweep(entries, account, otherGen(gen), old?.n).catch(() => {})
    },
    async undo(entries) {
      if (!begun) return
      if (flipped && (await entries.get(account)) !== before) {
        if (before === null) await remove(entries, account)
        else await entries.set(account, before)
      }
      await sweep(entries, account, gen, n)
    },
  }
}

/** Deletes a secret with all its chunks; undoing it restores the secret as long as no chunk was deleted. */
export function chunkedDelete(account: string): ChunkedChange {
  let before: string | null = null
  return {
    async run(entries) {
      before = await readKnown(entries, account)
      const head = before === null ? null : readHead(before)
      if (before !== null) await remove(entries, account)
      for (const gen of [0, 1] as const) await sweep(entries, account, gen, head?.gen === gen ? head.n : 0)
    },
    async undo(entries) {
      const head = before === null ? null : readHead(before)
      if (before === null || !head) return
      // Chunks are deleted from the last to the first, so while the last one exists, all do.
      const last = await entries.get(nameOf(account, head.gen, head.n - 1))
      if (last !== null) await entries.set(account, before)
    },
  }
}

/** The text of the head; null only when it is proven that there is none. */
async function readKnown(entries: Entries, account: string): Promise<string | null> {
  const text = await entries.get(account)
  if (text !== null) return text
  await entries.prove()
  return entries.get(account)
}

function readHead(text: string): Head | null {
  const parsed = v.safeParse(headSchema, parseJson(text))
  return parsed.success ? parsed.output : null
}

/**
 * Deletes every chunk of one generation from the last to the first, so that a crash leaves no gap at which a later
 * sweep would stop.
 */
async function sweep(entries: Entries, account: string, gen: Gen, known = 0): Promise<void> {
  let n = known
  while ((await entries.get(nameOf(account, gen, n))) !== null) n++
  while (n-- > 0) {
    const name = nameOf(account, gen, n)
    if ((await entries.get(name)) !== null) await remove(entries, name)
  }
}

/** Deletes an existing entry. The result is checked, because a locked keychain returns false instead of rejecting. */
async function remove(entries: Entries, name: string): Promise<void> {
  if (!(await entries.delete(name))) throw new Error('The entry was not deleted.')
}
