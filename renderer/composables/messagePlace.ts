import { computed, onBeforeUnmount, onMounted, shallowReactive } from 'vue'

const places = shallowReactive<HTMLElement[]>([])

/** Where messages are shown: the bar of the page, or the foot of a sheet that covers it; undefined without either. */
export const messagePlace = computed(
  () => placeIn('[role="dialog"]') ?? placeIn('[data-page]') ?? places.at(-1),
)
// The editor of the open workspace may be made anew behind a page or a sheet.
const placeIn = (what: string): HTMLElement | undefined => places.findLast((place) => place.closest(what))

/** Offers an element of the calling component as the place for messages, for as long as it is mounted. */
export function useMessagePlace(element: () => HTMLElement | null): void {
  let place: HTMLElement | null = null
  onMounted(() => {
    place = element()
    if (place) places.push(place)
  })
  onBeforeUnmount(() => place && places.splice(places.indexOf(place), 1))
}
