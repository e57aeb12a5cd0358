import { failedReading, type Reading } from '../result'
import { regions } from './regionList'
import type { Region } from './regionList'
import { tidied } from '../tidied'

export { regions }
export type { Region }

const byCode = new Map(regions.map((region) => [region.code, region]))

/** Finds a region by its code; undefined if it is not in the list. */
export function findRegion(code: string): Region | undefined {
  return byCode.get(code)
}

/** Whether a text has the shape of a region code, such as `eu-west-1`, and fits into a host name. */
export function isRegionCode(text: string): boolean {
  return text.length <= 63 && /^[a-z]{2,5}(-[a-z]+)+-\d+$/.test(text)
}

/** Reads a region code, listed or not, or says what a text is instead. */
export function readRegionCode(typed: string): Reading<string> {
  const code = tidied(typed)
  if (isRegionCode(code)) return { ok: true, value: code }
  const [, region] = /^(.+\d)[a-z]$/.exec(code) ?? []
  return failedReading(
    region !== undefined && isRegionCode(region)
      ? `This is an availability zone. Its region is ${region}.`
      : 'Enter a region code, such as eu-west-1.',
  )
}

/** Finds the regions whose code or name contains every typed word; codes that begin with the first word come first. */
export function searchRegions(query: string): readonly Region[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const rank = ({ code }: Region): number => (code.startsWith(words[0] ?? '') ? 0 : 1)
  return regions
    .filter((region) => words.every((word) => `${region.code} ${region.name}`.toLowerCase().includes(word)))
    .sort((a, b) => rank(a) - rank(b))
}
