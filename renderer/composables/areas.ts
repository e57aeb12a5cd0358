import { firstControl } from './useKeptFocus'

/**
 * Moves the focus to the next area of the window, or to the one before, in a circle: list, header, source, pair rule,
 * destination and bar, or list and page. An area without a control takes the focus itself.
 */
export function moveToArea(step: 1 | -1): void {
  const areas = [...document.querySelectorAll<HTMLElement>('[data-area]')].filter((one) =>
    one.checkVisibility(),
  )
  const active = document.activeElement
  const at = areas.findIndex((area) => area.contains(active))
  // What lies between two areas, as the tabs do, comes after the first of them.
  const before = areas.filter((area) => active && follows(area, active)).length
  const wanted = at >= 0 ? at + step : step > 0 ? before : before - 1
  const area = areas.at(wanted % areas.length)
  if (!area) return
  const target = firstControl(area) ?? area
  if (target === area) area.tabIndex = -1
  target.focus()
}

/** Whether an element comes after an area, not inside of it. */
function follows(area: Element, element: Element): boolean {
  return Boolean(area.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)
}
