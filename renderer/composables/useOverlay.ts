import { onBeforeUnmount, onMounted } from 'vue'

/** A dialog stands above the whole window; a popup belongs to one control. */
type OverlayKind = 'dialog' | 'popup'

const open: { kind: OverlayKind; element: () => Element | null }[] = []

/** Registers an overlay for as long as this component, which lies inside of it, is mounted. */
export function useOverlay(kind: OverlayKind, element: () => Element | null): void {
  const overlay = { kind, element }
  onMounted(() => open.push(overlay))
  onBeforeUnmount(() => void open.splice(open.indexOf(overlay), 1))
}

/** Whether an overlay of a kind is open now. */
export function isOverlayOpen(kind: OverlayKind): boolean {
  return openElements(kind).length > 0
}

/** The elements of the open dialogs, the topmost last. */
export function openDialogs(): Element[] {
  return openElements('dialog')
}

/**
 * The elements of one kind that are in the page: a closed select keeps its options, and the mark in them, outside of
 * it.
 */
function openElements(wanted: OverlayKind): Element[] {
  return open.flatMap(({ kind, element }) => (kind === wanted ? (element() ?? []) : [])).filter(isInPage)
}

const isInPage = ({ isConnected }: Element): boolean => isConnected
