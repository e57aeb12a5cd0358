import * as v from 'valibot'
import { partitions } from '../connection/arn'
import { boundedList } from '../bounded'
import { nameOrder } from '../nameOrder'
import { groupedAccount } from '../connection/accountNumber'
import type { AccountId } from '../connection/accountNumber'
import type { SetAside } from '../setAside'

/** The colours of accounts, as design tokens. A colour is never shown without the account's name. */
export const accountColours = ['blue', 'teal', 'green', 'amber', 'red', 'violet', 'pink', 'grey'] as const
export type AccountColour = (typeof accountColours)[number]

/** One account with its name. */
export const namedAccountSchema = v.object({
  account: v.pipe(v.string(), v.regex(/^\d{12}$/)),
  partition: v.picklist(partitions),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40)),
  colour: v.picklist(accountColours),
})
export type NamedAccount = v.InferOutput<typeof namedAccountSchema>

/** All named accounts, sorted by name, each once. */
export const accountBookSchema = boundedList(namedAccountSchema, 2_000)
export type AccountBook = readonly NamedAccount[]

/** The named accounts, and where an unreadable file was set aside. */
export type AccountBookView = {
  accounts: NamedAccount[]
  /** Set when a newer version of the application wrote the file. */
  readOnly: boolean
  setAside: SetAside[]
}

/** Finds the entry of an account. Without a partition it finds one only if the ID occurs in a single partition. */
export function findAccount(book: AccountBook, { account, partition }: AccountId): NamedAccount | undefined {
  const found = book.filter(
    (one) => one.account === account && (partition === undefined || one.partition === partition),
  )
  return found.length === 1 ? found[0] : undefined
}

/** The label of an account in a list: its name, else its ID. */
export function accountName(book: AccountBook, id: AccountId): string {
  return findAccount(book, id)?.name ?? groupedAccount(id.account)
}

/** The label of an account in a sentence: `prod-data (1111 2222 3333)`, else its ID. */
export function accountTitle(book: AccountBook, id: AccountId): string {
  const name = findAccount(book, id)?.name
  const number = groupedAccount(id.account)
  return name === undefined ? number : `${name} (${number})`
}

/** Matches an account ID on its own: not part of an ARN, a longer number or a label. */
const freeNumber = /(?<![\w:/.(-])\d{12}(?![\w/-])/g

/**
 * Adds the names of known accounts to their IDs in a text, or puts them in their place where the IDs stand elsewhere
 * (`alone`). ARNs are left unchanged.
 */
export function nameAccounts(book: AccountBook, text: string, { alone = false } = {}): string {
  const label = alone ? accountName : accountTitle
  return text.replace(freeNumber, (account) => label(book, { account }))
}

/** Says in one sentence what is wrong with an account name; undefined if it is valid. */
export function problemOfName(
  book: AccountBook,
  name: string,
  self?: Pick<NamedAccount, 'account' | 'partition'>,
): string | undefined {
  const wanted = name.trim()
  if (wanted === '') return 'Enter a name, such as prod-data.'
  if (wanted.length > 40) return `At most 40 characters; this has ${wanted.length}.`
  if (/^[\d\s-]+$/.test(wanted)) return 'A name of digits alone would look like an account ID.'
  const taken = book.find(
    (one) => one.name.toLowerCase() === wanted.toLowerCase() && !(self && sameAccount(one, self)),
  )
  return taken && `Account ${taken.account} has this name already.`
}

/** Adds an account to the book, or changes its entry. */
export function withAccount(book: AccountBook, entry: NamedAccount): AccountBook {
  return [...withoutAccount(book, entry), { ...entry, name: entry.name.trim() }].sort((a, b) =>
    nameOrder()(a.name, b.name),
  )
}

/** Removes an account from the book. */
export function withoutAccount(
  book: AccountBook,
  id: Pick<NamedAccount, 'account' | 'partition'>,
): AccountBook {
  return book.filter((one) => !sameAccount(one, id))
}

/** The colour that the fewest accounts use. */
export function freeColour(book: AccountBook): AccountColour {
  const uses = (colour: AccountColour): number => book.filter((one) => one.colour === colour).length
  return accountColours.reduce((best, colour) => (uses(colour) < uses(best) ? colour : best))
}

function sameAccount(a: AccountId, b: AccountId): boolean {
  return a.account === b.account && a.partition === b.partition
}
