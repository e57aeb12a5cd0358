import { fireEvent } from '@testing-library/dom'
import { mount } from '@vue/test-utils'
import { createPinia, getActivePinia, setActivePinia } from 'pinia'
import { ConfigProvider } from 'reka-ui'
import { afterEach, vi } from 'vitest'
import { computed, defineComponent, h, nextTick } from 'vue'
import type { VNode } from 'vue'
import type { Calls } from '../../domain/contract'
import { rowOf } from '../../domain/list/workspaceRow'
import { ok } from '../../domain/result'
import { noSecrets } from '../../domain/secret/secret'
import { blankWorkspace } from '../../domain/workspace/workspace'
import type { Workspace } from '../../domain/workspace/workspace'
import type { WorkspaceRecord } from '../../domain/workspace/workspaceRecord'
import ShownMessage from '../components/messages/ShownMessage.vue'
import UiMessagePlace from '../components/ui/UiMessagePlace.vue'
import { provideEditor } from '../composables/useEditor'
import type { Editor } from '../stores/editor/editor'
import { useEditorsStore } from '../stores/editor/editors'
import { useMachineStore } from '../stores/machine'
import { useWorkspacesStore } from '../stores/workspaces/workspaces'
import { answer } from './apiDouble'

let unmount = (): void => undefined
afterEach(() => {
  unmount()
  if (getActivePinia()) [...useWorkspacesStore().records.keys()].forEach(useEditorsStore().drop)
  document.body.replaceChildren()
})

/** The id of the first, second, third … workspace of a test. */
export const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** A workspace with two local instances, so that both sides are complete. */
export function localWorkspace(name = 'Orders'): Workspace {
  const workspace = { ...blankWorkspace(), name }
  Object.assign(workspace.source, { useLocal: true, server: 'localhost', port: '8001' })
  Object.assign(workspace.destination, { useLocal: true, server: 'localhost', port: '8002' })
  return workspace
}

/** The record of the first workspace of a test: saved, without secrets, edits or tests, but for `patch`. */
export function recordOf(saved: Workspace | null, patch: Partial<WorkspaceRecord> = {}): WorkspaceRecord {
  const reports = { source: [], destination: [] }
  const savedAt = saved && '2026-11-22T08:00:00.000Z'
  return {
    id: idOf(1),
    saved,
    savedAt,
    draft: null,
    readOnly: false,
    secrets: noSecrets(),
    reports,
    ...patch,
  }
}

type Opened = {
  /** The workspaces of the list; the first one is open. */
  records: readonly WorkspaceRecord[]
  calls?: Partial<Calls>
  isWritable?: boolean
}

/**
 * Opens a workspace in new stores, without showing it, and returns its editor. Calls that are not given fail the test;
 * edits may be kept, and the machine may be described.
 */
export function openWorkspace({ records, calls = {}, isWritable = true }: Opened): Editor {
  vi.stubGlobal('requestIdleCallback', () => 0)
  setActivePinia(createPinia())
  const machine = useMachineStore()
  answer({ keepDraft: async () => ok(null), describeMachine: async () => ok(machine.view), ...calls })
  const workspaces = useWorkspacesStore()
  const [first] = records
  if (!first) throw new Error('A workspace is to be open')
  workspaces.showEarly(null, first)
  const rows = records.map((record) => rowOf(record, machine.view.environment))
  const rest = { setAside: [], lastOpened: null, favourites: [], recents: [], openedAt: {} }
  workspaces.show(ok({ workspaces: rows, isWritable, ...rest }))
  return useEditorsStore().of(first.id)
}

/**
 * Shows components of the open workspace as the window does: inside of its providers, below the editor of what is open
 * now, with the messages at its edge. Calls are answered as `openWorkspace` says.
 */
export async function showWorkspace(content: () => VNode | VNode[], opened: Opened): Promise<Editor> {
  const first = openWorkspace(opened)
  const workspaces = useWorkspacesStore()
  const editors = useEditorsStore()
  const below = (editor: Editor) =>
    defineComponent(() => {
      provideEditor(editor)
      editor.forms.find()
      return content
    })
  const editor = computed(() => workspaces.opened && editors.of(workspaces.opened.id))
  const inEditor = computed(() => editor.value && below(editor.value))
  const shown = () => inEditor.value && h(inEditor.value)
  const messages = [h(UiMessagePlace), h(ShownMessage)]
  const window = () => h(ConfigProvider, null, () => [shown(), ...messages])
  const wrapper = mount(window, { attachTo: document.body })
  unmount = () => wrapper.unmount()
  await nextTick()
  return first
}

/** Types a text into a field in place of what it holds, and leaves the field. */
export async function typeInto(field: HTMLElement, text: string): Promise<void> {
  field.focus()
  await fireEvent.input(field, { target: { value: text } })
  field.blur()
  await nextTick()
}

/** Presses a button, or anything else that is clicked. */
export async function press(element: HTMLElement): Promise<void> {
  element.focus()
  fireEvent.click(element)
  await nextTick()
}

/** Pastes a text into a field; says whether the field would take it as it is. */
export async function pasteInto(field: HTMLElement, text: string): Promise<boolean> {
  const isTaken = fireEvent.paste(field, { clipboardData: { getData: () => text } })
  await nextTick()
  return isTaken
}

/** Whether what a field holds is covered, as its style says; a light DOM does not know the property itself. */
export function isCovered(field: HTMLElement): boolean {
  const styles = [...document.querySelectorAll('style')].map(({ textContent }) => textContent).join('\n')
  const covering = styles.matchAll(/([^{}]+)\{[^{}]*-webkit-text-security: *disc/g)
  return [...covering].some(([, selector = '']) => field.matches(selector.trim()))
}
