import * as v from 'valibot'
import { partitions } from '../connection/arn'
import { boundedList } from '../bounded'
import type { AccountId } from '../connection/accountNumber'
import type { SetAside } from '../setAside'

/** The colours that an account can have; each is a token of the window's styles, and never stands without the name. */
export const accountColours = ['blue', 'teal', 'green', 'amber', 'red', 'violet', 'pink', 'grey'] as const
export type AccountColour = (typeof accountColours)[number]

/** One account with the name that people call it by. */
export const namedAccountSchema = v.object({
  account: v.pipe(v.string(), v.regex(/^\d{12}$/)),
  partition: v.picklist(partitions),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40)),
  colour: v.picklist(accountColours),
})
export type NamedAccount = v.InferOutput<typeof namedAccountSchema>

/** All named accounts, sorted by name; an account is in it once. */
export const accountBookSchema = boundedList(namedAccountSchema, 2_000)
export type AccountBook = readonly NamedAccount[]

/** The named accounts, and what became of a file of them that could not be read. */
export type AccountBookView = {
  accounts: NamedAccount[]
  /** Set when a newer version of the application wrote the file. */
  readOnly: boolean
  setAside: SetAside[]
}

/** The entry of an account; without a partition only where no second partition has the same number. */
export function findAccount(book: AccountBook, { account, partition }: AccountId): NamedAccount | undefined {
  const found = book.filter(
    (one) => one.account === account && (partition === undefined || one.partition === partition),
  )
  return found.length === 1 ? found[0] : undefined
}

/** What a list calls an account: its name, or else its number. */
export function accountName(book: AccountBook, id: AccountId): string {
  return findAccount(book, id)?.name ?? id.account
}

/** What a sentence calls an account: `prod-data (111122223333)`, or its number alone. */
export function accountTitle(book: AccountBook, id: AccountId): string {
  const name = findAccount(book, id)?.name
  return name === undefined ? id.account : `${name} (${id.account})`
}

/** A number that stands by itself: not part of an ARN, of a longer number, or of a title that is there already. */
const freeNumber = /(?<![\w:/.(-])\d{12}(?![\w/-])/g

/** A text for the window in which each number that the book names is told with its name. ARNs stay as they are. */
export function nameAccounts(book: AccountBook, text: string): string {
  return text.replace(freeNumber, (account) => accountTitle(book, { account }))
}

/** What is wrong with a name for an account, in one sentence; undefined when it can be taken. */
export function problemOfName(
  book: AccountBook,
  name: string,
  self?: Pick<NamedAccount, 'account' | 'partition'>,
): string | undefined {
  const wanted = name.trim()
  if (wanted === '') return 'Enter a name, such as prod-data.'
  if (wanted.length > 40) return `At most 40 characters; this has ${wanted.length}.`
  if (/^[\d\s-]+$/.test(wanted)) return 'A name of digits alone would look like an account number.'
  const taken = book.find(
    (one) => one.name.toLowerCase() === wanted.toLowerCase() && !(self && sameAccount(one, self)),
  )
  return taken && `Account ${taken.account} has this name already.`
}

/** The book with an account added, or changed where it is in it already. */
export function withAccount(book: AccountBook, entry: NamedAccount): AccountBook {
  return [...withoutAccount(book, entry), { ...entry, name: entry.name.trim() }].sort((a, b) =>
    collator.compare(a.name, b.name),
  )
}

/** The book without an account. */
export function withoutAccount(
  book: AccountBook,
  id: Pick<NamedAccount, 'account' | 'partition'>,
): AccountBook {
  return book.filter((one) => !sameAccount(one, id))
}

/** The colour that fewest accounts of the book have. */
export function freeColour(book: AccountBook): AccountColour {
  const uses = (colour: AccountColour): number => book.filter((one) => one.colour === colour).length
  return accountColours.reduce((best, colour) => (uses(colour) < uses(best) ? colour : best))
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

function sameAccount(a: AccountId, b: AccountId): boolean {
  return a.account === b.account && a.partition === b.partition
}
