import { onMounted, onUnmounted } from 'vue'
import { openDialogs } from './useOverlay'

/** An element and its ancestors from a root down, each with its place among its siblings. */
type Path = readonly { element: Element; at: number }[]

/** Where the focus was last in the window, outside of dialogs and of pages that stand in place of the workspace. */
let lastBehind: HTMLElement | undefined

/** What had the focus last outside of dialogs and pages; undefined when it is not in the window any more. */
export function focusedBehind(): HTMLElement | undefined {
  return lastBehind?.isConnected ? lastBehind : undefined
}

const controls = 'button, input, textarea, summary, [tabindex]'

/**
 * Keeps the focus among the controls: when the one that has it goes or is disabled, it moves to what stands in its
 * place then, or nearest to it; one that is moved keeps it. A popup that gives the focus back by itself comes first.
 */
export function useKeptFocus(app: () => Element | null): void {
  /** Where the focus was last, in the window and in each dialog. */
  const paths = new WeakMap<Element, Path>()
  let last: Element | undefined

  /** The topmost dialog, or the window itself where none is open. */
  const topRoot = (): Element | null => openDialogs().at(-1) ?? app()
  const rootOf = (element: Element): Element | null | undefined =>
    [...openDialogs().reverse(), app()].find((root) => root?.contains(element))

  function remember({ target }: FocusEvent): void {
    last = target as Element
    const root = rootOf(last)
    if (root === app() && !last.closest('[data-page]')) lastBehind = last as HTMLElement
    const path = []
    for (let at: Element | null = last; root && at && at !== root; at = at.parentElement) {
      path.unshift({ element: at, at: [...(at.parentElement?.children ?? [])].indexOf(at) })
    }
    if (root) paths.set(root, path)
  }

  function restore(): void {
    if (!isLost(document.activeElement)) return
    const root = topRoot()
    if (!root) return
    placesFrom(root, paths.get(root) ?? [])
      .map(firstControl)
      .find(Boolean)
      ?.focus()
  }

  /** Whether it was taken out of the page, if only for a moment to stand elsewhere, or is disabled. */
  const isTakenAway = (element: Element, records: readonly MutationRecord[]): boolean =>
    element.matches(':disabled') ||
    records.some(({ removedNodes }) => [...removedNodes].some((node) => node.contains(element)))

  // Whoever clicks beside the controls lets go of the focus, and does not get it back.
  const observer = new MutationObserver((records) => {
    if (last && isLost(document.activeElement) && isTakenAway(last, records)) setTimeout(restore)
  })

  onMounted(() => {
    document.addEventListener('focusin', remember)
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] })
  })
  onUnmounted(() => {
    document.removeEventListener('focusin', remember)
    observer.disconnect()
  })
}

function isLost(active: Element | null): boolean {
  return active === null || active === document.body || active.matches(':disabled')
}

/** What stands along a path now, the nearest to its end first. */
function placesFrom(root: Element, path: Path): Element[] {
  const places = [root]
  for (const { element, at } of path) {
    const parent = places[0] ?? root
    const here = parent.contains(element) ? element : [...parent.children].slice(0, at + 1).at(-1)
    if (!here) break
    places.unshift(here)
  }
  return places
}

/** The first control in a place that can take the focus now; undefined if there is none. */
export function firstControl(place: Element): HTMLElement | undefined {
  return [place, ...place.querySelectorAll(controls)].find(
    (one): one is HTMLElement =>
      one instanceof HTMLElement && one.tabIndex >= 0 && !one.matches(':disabled') && one.checkVisibility(),
  )
}
