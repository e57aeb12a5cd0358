import { reactive, ref, watch } from 'vue'
import { secretNames } from '../../../domain/secret/secret'
import { sideName, sides } from '../../../domain/side'
import type { Side } from '../../../domain/side'
import { useSettingsStore } from '../settings'
import type { createEditorView } from './editorView'
import type { createOpenTab } from './openTab'

/**
 * Which forms of a workspace are open. A complete side stands as a summary; its form opens by hand, and by itself when
 * something in it needs a person. It closes by hand alone, or is found closed when the workspace is opened again.
 */
export function createOpenForms(
  view: ReturnType<typeof createEditorView>,
  tab: ReturnType<typeof createOpenTab>,
) {
  const settings = useSettingsStore()
  const opened = reactive({ source: false, destination: false })
  const latest = ref<Side>('source')

  const hasTyped = (side: Side): boolean =>
    secretNames.some((name) => view.changes[side][name].kind === 'set')
  const needsPerson = (side: Side): boolean =>
    !view.record?.saved ||
    view.sides[side].problems.length > 0 ||
    hasTyped(side) ||
    view.unsaved.includes(sideName(side))

  for (const side of sides) {
    watch(
      () => view.sides[side].problems.length > 0,
      (hasProblems) => hasProblems && (opened[side] = true),
    )
  }

  return {
    isOpen: (side: Side): boolean => settings.current.alwaysShowForms || opened[side],
    /** Whether the form of a side may be closed: it has no problem. */
    canClose: (side: Side): boolean =>
      !settings.current.alwaysShowForms && view.sides[side].problems.length === 0,
    /** Opens the form of a side, and the tab that has it. */
    open(side: Side): void {
      tab.shown = 'connections'
      opened[side] = true
      latest.value = side
    },
    /** Of two open forms, the one that a person opened or worked in last: it has the room where there is room for one. */
    isLatest: (side: Side): boolean => latest.value === side,
    /** Takes note that a person works in the form of a side. */
    workIn: (side: Side): void => void (latest.value = side),
    close: (side: Side): void => void (opened[side] = false),
    /** Finds the forms as they are when the workspace comes into view. */
    find: (): void => sides.forEach((side) => (opened[side] = needsPerson(side))),
  }
}
