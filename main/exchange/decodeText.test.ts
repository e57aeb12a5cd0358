import { expect, it } from 'vitest'
import { decodeText } from './decodeText'

const text = '[default]\r\nregion = eu-west-1 # ö\r\n'
const little = Buffer.from(text, 'utf16le')
const big = Buffer.from(little).swap16()

it.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with its mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
  ['UTF-16, little end first', little],
  ['the same with its mark', Buffer.concat([Buffer.from([0xff, 0xfe]), little])],
  ['UTF-16, big end first', big],
  ['the same with its mark', Buffer.concat([Buffer.from([0xfe, 0xff]), big])],
])('reads %s', (_what, bytes) => {
  expect(decodeText(bytes)).toBe(text)
})

it('reads nothing, and what is no text', () => {
  expect(decodeText(Buffer.alloc(0))).toBe('')
  expect(decodeText(Buffer.from([0x5b, 0xff, 0x5d]))).toBe('[\ufffd]')
})
