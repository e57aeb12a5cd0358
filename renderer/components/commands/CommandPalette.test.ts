import { fireEvent, screen, waitFor } from '@testing-library/dom'
import { expect, it, vi } from 'vitest'
import { h, nextTick } from 'vue'
import type { Calls } from '../../../domain/contract'
import { ok } from '../../../domain/result'
import { usePaletteStore } from '../../stores/palette'
import { idOf, localWorkspace, recordOf, showWorkspace, typeInto } from '../../testing/showWorkspace'
import WorkspaceHeader from '../workspace/WorkspaceHeader.vue'
import CommandPalette from './CommandPalette.vue'

const billing = recordOf(localWorkspace('Billing'), { id: idOf(2) })
const box = () => screen.getByRole('combobox')
const nameField = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' })
const options = () => screen.getAllByRole('option')
const isClosed = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())

/** Opens the palette from a button that has the focus. */
async function openPalette(calls: Partial<Calls> = {}): Promise<void> {
  await showWorkspace(() => [h('button', 'Before'), h(WorkspaceHeader), h(CommandPalette)], {
    records: [recordOf(localWorkspace()), billing],
    calls,
  })
  screen.getByRole('button', { name: 'Before' }).focus()
  usePaletteStore().open()
  await screen.findByRole('dialog', { name: 'Commands and workspaces' })
}

async function search(text: string): Promise<void> {
  await typeInto(box(), text)
  box().focus()
  await nextTick()
}

it('typing finds a workspace, and Enter opens it', async () => {
  const rememberOpened = vi.fn<Calls['rememberOpened']>(async () => ok(null))
  await openPalette({ rememberOpened, readWorkspace: async () => ok(billing) })
  await search('bill')
  expect(options()[0]?.textContent).toContain('Billing')
  fireEvent.keyDown(box(), { key: 'Enter' })
  await isClosed()
  await waitFor(() => expect(nameField().value).toBe('Billing'))
  expect(rememberOpened).toHaveBeenCalledWith({ id: idOf(2) })
})

it('typing finds a command, and Enter runs it', async () => {
  const createWorkspace = vi.fn<Calls['createWorkspace']>(async ({ id }) =>
    ok(recordOf(null, { id, draft: localWorkspace('') })),
  )
  await openPalette({ createWorkspace, rememberOpened: async () => ok(null) })
  await search('new work')
  expect(options()[0]?.textContent).toContain('New Workspace')
  fireEvent.keyDown(box(), { key: 'Enter' })
  await isClosed()
  await waitFor(() => expect(nameField().value).toBe(''))
  await waitFor(() => expect(document.activeElement).toBe(nameField()))
  expect(createWorkspace).toHaveBeenCalledOnce()
})

it('a command that cannot run now says why, and Enter leaves the palette open', async () => {
  await openPalette()
  await search('discard')
  const [first] = options()
  expect(first?.getAttribute('aria-disabled')).toBe('true')
  expect(first?.textContent).toContain('Everything is saved.')
  fireEvent.keyDown(box(), { key: 'Enter' })
  await search('new work')
  expect(screen.getByRole('dialog')).toBeTruthy()
  expect(options()[0]?.textContent).toContain('New Workspace')
  expect(document.activeElement).toBe(box())
})

it('a pointer that moves marks what is below it, and one at rest does not', async () => {
  await openPalette()
  const second = (): Element => options()[1] as Element
  const point = async (movementX: number): Promise<void> => {
    const event = new MouseEvent('mousemove', { bubbles: true })
    Object.defineProperties(event, { movementX: { value: movementX }, movementY: { value: 0 } })
    second().dispatchEvent(event)
    await nextTick()
  }
  await point(0)
  expect(second().getAttribute('aria-selected')).toBe('false')
  await point(3)
  expect(second().getAttribute('aria-selected')).toBe('true')
})

it('Esc gives the focus back to where it was', async () => {
  await openPalette()
  fireEvent.keyDown(box(), { key: 'Escape' })
  await isClosed()
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Before' }))
})

/** The entry that the keys have reached, as it is read out. */
const marked = () => {
  const id = box().getAttribute('aria-activedescendant') ?? ''
  const [only, ...rest] = options().filter((option) => option.getAttribute('aria-selected') === 'true')
  expect(rest).toEqual([])
  expect(only?.id).toBe(id)
  return only?.textContent ?? ''
}

it('the arrow keys move through what is found, around its ends, and typing begins anew', async () => {
  await openPalette()
  await search('s')
  const found = options().map(({ textContent }) => textContent ?? '')
  expect(found.length).toBeGreaterThan(2)
  expect(marked()).toBe(found[0])
  await fireEvent.keyDown(box(), { key: 'ArrowDown' })
  await nextTick()
  expect(marked()).toBe(found[1])
  for (const key of ['ArrowUp', 'ArrowUp']) {
    fireEvent.keyDown(box(), { key })
    await nextTick()
  }
  expect(marked()).toBe(found.at(-1))
  await search('se')
  expect(marked()).toBe(options()[0]?.textContent)
})

it('what is found is counted, and nothing is said to be nothing', async () => {
  await openPalette()
  const count = () => screen.getByRole('dialog').querySelector('[role=status]')?.textContent
  expect(count()).toBe('')
  await search('bill')
  expect(count()).toBe('1 found')
  await search('zzzz')
  expect(count()).toBe('Nothing matches.')
  expect(screen.queryByRole('option')).toBeNull()
})

it('with nothing typed, recent workspaces come first, and the open one is marked as such', async () => {
  await openPalette({ rememberOpened: async () => ok(null), readWorkspace: async () => ok(billing) })
  await search('bill')
  fireEvent.keyDown(box(), { key: 'Enter' })
  await isClosed()
  usePaletteStore().open()
  await screen.findByRole('dialog')
  const [first] = screen.getAllByRole('group')
  expect(first?.getAttribute('aria-label')).toBe('Recent')
  expect(options()[0]?.textContent).toMatch(/^Billing.*open now$/)
})

it('Enter with Ctrl tests both sides of a workspace, and leaves the palette open', async () => {
  const testConnection = vi.fn<Calls['testConnection']>(() => new Promise(() => undefined))
  await openPalette({ readWorkspace: async () => ok(billing), testConnection })
  await search('bill')
  fireEvent.keyDown(box(), { key: 'Enter', ctrlKey: true })
  await waitFor(() => expect(testConnection).toHaveBeenCalledOnce())
  expect(testConnection.mock.calls[0]?.[0]).toMatchObject({ id: idOf(2), side: 'source' })
  await waitFor(() => expect(options()[0]?.textContent).toContain('running'))
  expect(screen.getByRole('dialog')).toBeTruthy()
})
