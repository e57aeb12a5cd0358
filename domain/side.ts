import * as v from 'valibot'

export const sides = ['source', 'destination'] as const
export const sideSchema = v.picklist(sides)

/** One of the two connections of a workspace. */
export type Side = (typeof sides)[number]

/** One value for each side. */
export type BothSides<T> = Record<Side, T>

/** The opposite side. */
export function otherSide(side: Side): Side {
  return side === 'source' ? 'destination' : 'source'
}

/** The heading of a side: "Source" or "Destination". */
export function sideName(side: Side): 'Source' | 'Destination' {
  return side === 'source' ? 'Source' : 'Destination'
}
