import { effectScope, ref } from 'vue'
import type { EffectScope } from 'vue'
import { createEditor } from './editor'
import type { Editor } from './editor'

const editors = new Map<string, { editor: Editor; scope: EffectScope }>()
const dropped = ref(0)

/** The editor of a workspace: one for as long as the window lives, so that leaving a workspace loses nothing. */
export function editorOf(id: string): Editor {
  // Read so that whoever shows an editor looks again when one is dropped.
  void dropped.value
  const present = editors.get(id)
  if (present) return present.editor
  const scope = effectScope(true)
  const editor = scope.run(() => createEditor(id)) as Editor
  editors.set(id, { editor, scope })
  return editor
}

/** Ends the editor of a workspace whose form must be read anew: deleted, discarded or replaced. */
export function dropEditor(id: string): void {
  editors.get(id)?.scope.stop()
  editors.delete(id)
  dropped.value++
}

/** The editor of a workspace whose form was opened in this run, and not dropped since. */
export function openEditorOf(id: string): Editor | undefined {
  return editors.get(id)?.editor
}

/** Writes every draft that is still waiting, and says whether all of them are kept. */
export async function flushDrafts(): Promise<boolean> {
  const kept = await Promise.all([...editors.values()].map(({ editor }) => editor.flush()))
  return kept.every(Boolean)
}
