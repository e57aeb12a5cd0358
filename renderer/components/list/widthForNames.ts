/** The dot of unsaved changes, which stands in the room beside a name. */
const dot = 6

/**
 * The width at which a list shows these names whole, but no more than `max`; undefined while it shows no row, from which
 * the room beside a name is known.
 */
export function widthForNames(list: HTMLElement, names: readonly string[], max: number): number | undefined {
  const shown = [...list.querySelectorAll<HTMLElement>('[data-focus]')]
  const [first] = shown
  const pen = document.createElement('canvas').getContext('2d')
  if (!first || !pen) return undefined
  // A name has the second column of its entry, and the third is room that is free but for the dot.
  const beside = Math.max(
    ...shown.map((entry) => {
      const [, name = 0, free = 0] = getComputedStyle(entry).gridTemplateColumns.split(' ').map(parseFloat)
      return list.clientWidth - name - Math.max(free - dot, 0)
    }),
  )
  const { fontFamily, fontSize } = getComputedStyle(first)
  pen.font = `600 ${fontSize} ${fontFamily}`
  let widest = 0
  for (const name of names) {
    widest = Math.max(widest, pen.measureText(name).width)
    if (beside + widest >= max) return max
  }
  return Math.ceil(beside + widest) + 2
}
