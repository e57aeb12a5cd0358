/** One line of a palette. */
export type PaletteEntry = {
  id: string
  title: string
  detail?: string | undefined
  /** Shown and read out with its detail, which says why, but not chosen. */
  isOff: boolean
  keys?: string | undefined
  kind?: string
}
