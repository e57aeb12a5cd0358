import { defineStore } from 'pinia'
import { effectScope, ref } from 'vue'
import type { EffectScope } from 'vue'
import { useTypedSecretsStore } from '../typedSecrets'
import { createEditor } from './editor'
import type { Editor } from './editor'

/** The editors of this window: one for each opened workspace, so that nothing is lost when another is opened. */
export const useEditorsStore = defineStore('editors', () => {
  const editors = new Map<string, { editor: Editor; scope: EffectScope }>()
  /** How many editors were dropped; whoever shows an editor looks again when this changes. */
  const dropped = ref(0)

  function of(id: string): Editor {
    void dropped.value
    const present = editors.get(id)
    if (present) return present.editor
    const scope = effectScope(true)
    const editor = scope.run(() => createEditor(id)) as Editor
    editors.set(id, { editor, scope })
    return editor
  }

  /** Has the form of a workspace read anew, because what is saved was changed elsewhere. Typed secrets stay. */
  function drop(id: string): void {
    editors.get(id)?.scope.stop()
    editors.delete(id)
    dropped.value++
  }

  return {
    /** The editor of a listed workspace; created when there is none yet. */
    of,
    drop,
    /** Drops the form of a workspace and every secret that was typed into it. */
    forget(id: string): void {
      useTypedSecretsStore().drop(id)
      drop(id)
    },
    /** The editor of a workspace whose form was opened in this run, and not dropped since. */
    present: (id: string): Editor | undefined => editors.get(id)?.editor,
    /** Whether an editor is the one of its workspace now: neither dropped nor replaced. */
    isPresent: (editor: Editor): boolean => editors.get(editor.id)?.editor === editor,
    /** Writes every draft that is still waiting, and resolves with whether all of them are kept. */
    async flush(): Promise<boolean> {
      const kept = await Promise.all([...editors.values()].map(({ editor }) => editor.actions.flush()))
      return kept.every(Boolean)
    },
  }
})
