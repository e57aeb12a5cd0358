import { inject, nextTick, onBeforeUnmount, onMounted, provide } from 'vue'
import type { InjectionKey } from 'vue'
import type { FieldName } from '../../domain/connection/connection'
import type { Side } from '../../domain/side'

/** What can be focused by name: a field of a side, the workspace's name, the search, the list's open entry. */
export type FocusPlace = `${Side}.${FieldName}` | 'name' | 'search' | 'openEntry'

const places = new Map<FocusPlace, () => void>()
/** Places that are to have the focus but are not on the screen yet, and where the focus was when they were wanted. */
let awaited: { places: readonly FocusPlace[]; active: Element | null } | undefined
const unfoldKey: InjectionKey<() => unknown> = Symbol('unfold')

/** Registers how to unfold what surrounds a place, so that the place can take the focus. */
export function provideUnfold(unfold: () => unknown): void {
  provide(unfoldKey, unfold)
}

/** Registers this component as a place for as long as it is mounted. `focus` puts the focus into its control. */
export function useFocusPlace(place: FocusPlace, focus: () => void): void {
  const unfold = inject(unfoldKey, () => undefined)
  const take = (): void => {
    unfold()
    void nextTick(focus)
  }
  onMounted(() => {
    places.set(place, take)
    if (!awaited?.places.includes(place)) return
    if (awaited.active === document.activeElement) take()
    awaited = undefined
  })
  onBeforeUnmount(() => {
    if (places.get(place) === take) places.delete(place)
  })
}

/**
 * Puts the focus into the first of these places that is on the screen, once the window shows its present state. If none
 * is, the first to appear gets it, unless the focus has moved by then.
 */
export function focusOn(...wanted: readonly FocusPlace[]): void {
  void nextTick(() => {
    const take = wanted.map((place) => places.get(place)).find(Boolean)
    awaited = take ? undefined : { places: wanted, active: document.activeElement }
    take?.()
  })
}
