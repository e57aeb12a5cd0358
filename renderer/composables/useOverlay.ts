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
  // A closed select keeps its options outside of the page, and this component with them.
  return open.some((one) => one.kind === kind && one.element()?.isConnected)
}

/** The elements of the open dialogs, the topmost last. */
export function openDialogs(): Element[] {
  return open.flatMap(({ kind, element }) => (kind === 'dialog' ? (element() ?? []) : []))
}
