/** Formats a count: `1 table`, `2 tables`, `10,000 tables`. `many` is the plural if it is irregular. */
export function counted(number: number, one: string, many = `${one}s`): string {
  // The first formatting of a number takes milliseconds that a start does not have, and few need a separator.
  const digits = number < 1000 ? String(number) : number.toLocaleString('en')
  return `${digits} ${number === 1 ? one : many}`
}

/** Lists the first few names and the number of others: `a, b and 3 more`. */
export function firstFew(list: readonly string[], most: number, between = ', '): string {
  const more = list.length - most
  return `${list.slice(0, most).join(between)}${more > 0 ? ` and ${more} more` : ''}`
}
