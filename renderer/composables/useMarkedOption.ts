import { computed, nextTick, ref, useId } from 'vue'

/**
 * A list of options below a field that keeps the focus: the arrow keys move a mark through the options, from the last
 * on to the first, and the field tells a screen reader which one is marked. -1 marks none.
 */
export function useMarkedOption(count: () => number) {
  const listId = useId()
  const marked = ref(-1)
  const optionId = (at: number): string => `${listId}-${at}`
  /** The id of the marked option, for `aria-activedescendant`. */
  const current = computed(() =>
    marked.value >= 0 && marked.value < count() ? optionId(marked.value) : undefined,
  )

  /** Marks an option, and brings it into view once it is drawn. */
  async function mark(at: number): Promise<void> {
    marked.value = at
    await nextTick()
    document.getElementById(optionId(at))?.scrollIntoView({ block: 'nearest' })
  }

  /** Moves the mark if the key is an arrow up or down, which then does nothing else; says whether it was. */
  function moves(event: KeyboardEvent): boolean {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by === undefined) return false
    event.preventDefault()
    const from = marked.value < 0 && by < 0 ? 0 : marked.value
    if (count() > 0) void mark((from + by + count()) % count())
    return true
  }

  /** Marks the option that the pointer moves on; a list that comes up below a pointer at rest keeps its mark. */
  function pointAt(at: number, { movementX, movementY }: MouseEvent): void {
    if (movementX !== 0 || movementY !== 0) marked.value = at
  }

  return { listId, optionId, marked, current, mark, moves, pointAt }
}
