import { inject, provide } from 'vue'
import type { InjectionKey } from 'vue'
import type { Editor } from '../stores/editor/editor'

const key: InjectionKey<Editor> = Symbol('editor')

/** Hands an editor to every component below this one. */
export function provideEditor(editor: Editor): void {
  provide(key, editor)
}

/** The editor of the open workspace: its form, view and actions. Throws outside of `WorkspaceEditor`. */
export function useEditor(): Editor {
  const editor = inject(key)
  if (!editor) throw new Error('useEditor needs a component that called provideEditor')
  return editor
}
