import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileIdentity, readRegularFile, readRegularText } from './regularFile'

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'regular-file-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const read = (name: string, most = 100) => readRegularFile(join(folder, name), most)
const holding = (content: Buffer | string) => expect.objectContaining({ kind: 'read', content })

describe('a regular file is read', () => {
  it.each(['', 'text', 'a\0b', 'x'.repeat(100)])('%j', (text) => {
    writeFileSync(join(folder, 'file'), text)
    expect(read('file')).toEqual(holding(Buffer.from(text)))
    expect(readRegularText(join(folder, 'file'), 100)).toEqual(holding(text))
  })

  it('also through a link', () => {
    writeFileSync(join(folder, 'file'), 'text')
    symlinkSync('file', join(folder, 'link'))
    expect(read('link')).toEqual(holding(Buffer.from('text')))
  })
})

describe('anything else is not read, and nothing is waited for', () => {
  it('what is not there', () => expect(read('none')).toEqual({ kind: 'missing' }))

  it('a link that leads nowhere', () => {
    symlinkSync('none', join(folder, 'link'))
    expect(read('link')).toEqual({ kind: 'missing' })
  })

  it('a folder', () => {
    mkdirSync(join(folder, 'inside'))
    expect(read('inside')).toEqual({ kind: 'notRegular' })
  })

  it('a file that is too large, whatever its size', () => {
    writeFileSync(join(folder, 'file'), '')
    for (const size of [101, 560 * 1024 * 1024, 1_100 * 1024 * 1024]) {
      truncateSync(join(folder, 'file'), size)
      expect(read('file')).toEqual({ kind: 'tooLarge' })
    }
  })

  it.skipIf(process.platform === 'win32')('a pipe that nothing writes to', () => {
    execFileSync('mkfifo', [join(folder, 'pipe')])
    expect(read('pipe')).toEqual({ kind: 'notRegular' })
  })

  it.skipIf(process.platform === 'win32')('an endless device, and a link to it', () => {
    expect(readRegularFile('/dev/zero', 100)).toEqual({ kind: 'notRegular' })
    symlinkSync('/dev/zero', join(folder, 'link'))
    expect(read('link')).toEqual({ kind: 'notRegular' })
  })

  it.skipIf(process.platform === 'win32')('a socket', async () => {
    const server = createServer()
    await new Promise<void>((listening) => server.listen(join(folder, 'socket'), listening))
    expect(read('socket')).toEqual({ kind: 'notRegular' })
    await new Promise((closed) => server.close(closed))
  })
})

it.skipIf(process.platform === 'win32')(
  'an error of the system is thrown: links that lead to each other',
  () => {
    symlinkSync('two', join(folder, 'one'))
    symlinkSync('one', join(folder, 'two'))
    expect(() => read('one')).toThrow(expect.objectContaining({ code: 'ELOOP' }))
  },
)

describe('texts', () => {
  it('do not change when the next file is read', () => {
    const texts = ['first', 'second, longer', 'ü→', 'x'.repeat(200_000)]
    const found = texts.map((text) => {
      writeFileSync(join(folder, 'file'), text)
      return readRegularText(join(folder, 'file'), 1_000_000)
    })
    expect(found).toEqual(texts.map(holding))
  })
})

it('a file is another one after each change, also with the same size and time', () => {
  const path = join(folder, 'file')
  const at = 1_750_000_000
  const identities = ['one', 'two'].map((text) => {
    writeFileSync(path, text)
    utimesSync(path, at, at)
    return fileIdentity(path)
  })
  expect(new Set(identities).size).toBe(2)
  expect(fileIdentity(path)).toBe(identities[1])
  expect(fileIdentity(join(folder, 'none'))).toBeUndefined()
})
