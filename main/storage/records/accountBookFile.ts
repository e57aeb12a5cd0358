import * as v from 'valibot'
import { accountBookSchema, withAccount } from '../../../domain/accounts/accountBook'
import type { AccountBook, AccountBookView, NamedAccount } from '../../../domain/accounts/accountBook'
import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { readVersioned } from '../format/fileReading'
import type { FileReading } from '../format/fileReading'
import { openRecordFolder } from '../files/recordFolder'
import type { replaceFile } from '../files/replaceFile'
import { createTurns } from '../files/turns'
import { keepUnknown } from '../format/unknownKeys'

const name = 'accounts.json'
const schemaVersion = 1
const fileSchema = v.object({ schemaVersion: v.number(), accounts: accountBookSchema })
type BookFile = v.InferOutput<typeof fileSchema>

/** The file of the account book. Calls run in the order in which they were made. */
export type AccountBookFile = {
  /** The current book, empty if there is no file. A damaged file is renamed and reported. */
  read: () => Promise<Result<AccountBookView>>
  /** Replaces the whole book. A book that a newer version of the application wrote is left as it is. */
  keep: (accounts: AccountBook) => Promise<Result<AccountBookView>>
}

/** Opens the account book in a folder. `write` is `replaceFile` unless a test replaces it. */
export function createAccountBookFile(options: {
  folder: string
  now?: () => Date
  write?: typeof replaceFile
}): AccountBookFile {
  const folder = openRecordFolder({ now: () => new Date(), ...options })
  const turns = createTurns()

  const viewOf = (accounts: readonly NamedAccount[], readOnly: boolean): AccountBookView => ({
    // A book that was edited by hand might contain an account twice or be in another order.
    accounts: [...accounts.reduce<AccountBook>(withAccount, [])],
    readOnly,
    setAside: folder.setAside(),
  })

  return {
    read: () =>
      turns.take(name, async () => {
        const found = await folder.read(name, readBook)
        return found.ok ? ok(viewOf(found.value?.file.accounts ?? [], found.value?.newer ?? false)) : found
      }),
    keep: (accounts) =>
      turns.take(name, async () => {
        const found = await folder.read(name, readBook)
        if (!found.ok) return found
        if (found.value?.newer) return failed(bookReadOnly)
        const file = keepUnknown(fileSchema, found.value?.raw, { schemaVersion, accounts: [...accounts] })
        const written = await folder.write(name, file)
        return written.ok ? ok(viewOf(accounts, false)) : written
      }),
  }
}

const bookReadOnly = {
  code: 'readOnly',
  message: 'A newer version of DynamoDB Workspaces saved the account book, so this version cannot change it.',
  remedy: 'Change the account book with the newer version.',
} as const

function readBook(text: string): FileReading<BookFile> {
  return readVersioned({ schema: fileSchema, version: schemaVersion, blank: { accounts: [] } }, text)
}
