import { describe, expect, it } from 'vitest'
import { commandFor, commandGroups, commandNames, commandTitle, rowOf, sectionsOf } from './commands'
import type { Pressed } from './commands'

const press = (key: string, held: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
})
const ctrl = { ctrlKey: true }

describe('the table', () => {
  it('has no keys for two commands', () => {
    const keys = commandNames.flatMap((command) => rowOf(command).keys ?? [])
    expect(new Set(keys).size).toBe(keys.length)
  })

  it.each(commandGroups)('chooses each command of the menu %s by a letter of its own', (group) => {
    const letters = sectionsOf(group)
      .flat()
      .map((command) => /&(\p{L})/u.exec(rowOf(command).title)?.[1]?.toLowerCase())
    expect(letters).not.toContain(undefined)
    expect(new Set(letters).size).toBe(letters.length)
  })

  it('has every command in one menu, its sections together', () => {
    expect(commandGroups.flatMap((group) => sectionsOf(group).flat())).toEqual(commandNames)
  })

  it('is read without the marks of letters', () => {
    expect(commandTitle('openSample')).toBe('Open the Sample Workspace')
    expect(commandNames.map(commandTitle).join()).not.toContain('&')
  })
})

describe('commandFor', () => {
  it.each([
    ['Ctrl+N', press('n', ctrl), 'newWorkspace'],
    ['Ctrl+N with Caps Lock', press('N', ctrl), 'newWorkspace'],
    ['Ctrl+Shift+X', press('X', { ...ctrl, shiftKey: true }), 'swapSides'],
    ['Ctrl+Shift+Backspace', press('Backspace', { ...ctrl, shiftKey: true }), 'deleteWorkspace'],
    ['Ctrl+1', press('1', ctrl), 'testSource'],
    ['Ctrl+1 where digits need Shift', press('1', { ...ctrl, shiftKey: true }), 'testSource'],
    ['Ctrl+/ where it needs Shift', press('/', { ...ctrl, shiftKey: true }), 'openShortcuts'],
    ['F1', press('F1'), 'openShortcuts'],
    ['Escape', press('Escape'), 'cancelTest'],
    ['a letter', press('n'), undefined],
    ['Ctrl+Shift+N', press('N', { ...ctrl, shiftKey: true }), undefined],
    ['Ctrl+X', press('x', ctrl), undefined],
    ['AltGr, which holds Ctrl and Alt', press('k', { ...ctrl, altKey: true }), undefined],
    ['the Windows key', press('n', { ...ctrl, metaKey: true }), undefined],
    ['the first key of a dead accent', press('Dead', ctrl), undefined],
  ] as const)('%s', (_keys, pressed, command) => {
    expect(commandFor(pressed, false)).toBe(command)
  })

  it('uses Command on macOS, and not Ctrl', () => {
    expect(commandFor(press('k', { metaKey: true }), true)).toBe('openPalette')
    expect(commandFor(press('k', ctrl), true)).toBeUndefined()
  })
})
