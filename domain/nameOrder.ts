import { once } from './once'

/**
 * Returns how names are ordered: ignoring case, and with numbers by their value. It is made at its first use, because that
 * takes milliseconds that a start does not have.
 */
export const nameOrder = once(
  () => new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' }).compare,
)
