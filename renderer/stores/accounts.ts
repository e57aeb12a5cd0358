import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { nameAccounts, withAccount, withoutAccount } from '../../domain/accounts/accountBook'
import type { AccountBook, AccountBookView, NamedAccount } from '../../domain/accounts/accountBook'
import type { Result } from '../../domain/result'
import { api } from '../api'
import { useNoticesStore } from './notices'

/** The account book, and whether its sheet is open. */
export const useAccountsStore = defineStore('accounts', () => {
  const notices = useNoticesStore()
  const view = shallowRef<AccountBookView>({ accounts: [], readOnly: false, setAside: [] })
  const book = computed<AccountBook>(() => view.value.accounts)
  const isOpen = ref(false)

  function show(result: Result<AccountBookView>): boolean {
    if (result.ok) view.value = result.value
    else notices.fail(result.failure)
    return result.ok
  }

  const take = async (call: Promise<Result<AccountBookView>>): Promise<boolean> => show(await call)

  const keep = (accounts: AccountBook): Promise<boolean> =>
    take(api.keepAccountBook({ accounts: accounts.map((entry) => ({ ...entry })) }))

  return {
    book,
    isOpen,
    readOnly: computed(() => view.value.readOnly),
    setAside: computed(() => view.value.setAside),
    show,
    load: () => take(api.readAccountBook({})),
    open: () => (isOpen.value = true),
    /** Adds an account, or changes it; says whether that is kept. */
    put: (entry: NamedAccount) => keep(withAccount(book.value, entry)),
    remove: (entry: NamedAccount) => keep(withoutAccount(book.value, entry)),
    /** A text with the names of accounts beside their numbers. */
    named: (text: string) => nameAccounts(book.value, text),
    /** The same, with the name alone, for a text beside the numbers. */
    inShort: (text: string) => nameAccounts(book.value, text, { alone: true }),
  }
})
