/** A number with what it counts: `1 table`, `2 tables`, `10,000 tables`. `many` is the plural where an s is not enough. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`
}

/** The first few of a list, and how many it has beyond them: `a, b and 3 more`. */
export function firstFew(list: readonly string[], most: number, between = ', '): string {
  const more = list.length - most
  return `${list.slice(0, most).join(between)}${more > 0 ? ` and ${more} more` : ''}`
}
