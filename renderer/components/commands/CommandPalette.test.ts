import { fireEvent, screen, waitFor } from '@testing-library/dom'
import { expect, it, vi } from 'vitest'
import { h, nextTick } from 'vue'
import type { Calls } from '../../../domain/contract'
import { ok } from '../../../domain/result'
import { usePaletteStore } from '../../stores/palette'
import { useWorkspacesStore } from '../../stores/workspaces/workspaces'
import { idOf, localWorkspace, recordOf, showWorkspace, typeInto } from '../../testing/showWorkspace'
import CommandPalette from './CommandPalette.vue'

const billing = recordOf(localWorkspace('Billing'), { id: idOf(2) })
const box = () => screen.getByRole('combobox')
const options = () => screen.getAllByRole('option')
const isClosed = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())

/** Opens the palette from a button that has the focus. */
async function openPalette(calls: Partial<Calls> = {}): Promise<void> {
  await showWorkspace(() => [h('button', 'Before'), h(CommandPalette)], {
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
  await waitFor(() => expect(useWorkspacesStore().opened?.id).toBe(idOf(2)))
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
  await waitFor(() => expect(createWorkspace).toHaveBeenCalledOnce())
})

it('a command that cannot run now says why, and Enter leaves the palette open', async () => {
  await openPalette()
  await search('discard')
  const [first] = options()
  expect(first?.getAttribute('aria-disabled')).toBe('true')
  expect(first?.textContent).toContain('Everything is saved.')
  fireEvent.keyDown(box(), { key: 'Enter' })
  await nextTick()
  expect(screen.getByRole('dialog')).toBeTruthy()
})

it('Esc gives the focus back to where it was', async () => {
  await openPalette()
  fireEvent.keyDown(box(), { key: 'Escape' })
  await isClosed()
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Before' }))
})
