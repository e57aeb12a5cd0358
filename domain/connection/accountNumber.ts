import { tidied } from '../tidied'

/** An AWS account. The partition is unknown where only a number was found, such as in an access key. */
export type AccountId = { account: string; partition?: string | undefined }

/** Reads a typed account ID, ignoring the spaces and dashes that the AWS console shows; undefined if it is not one. */
export function readAccountNumber(typed: string): string | undefined {
  const digits = tidied(typed).replace(/[\s-]/g, '')
  return /^\d{12}$/.test(digits) ? digits : undefined
}

/** An account ID in groups of four, as people read it: `1111 2222 3333`. */
export function groupedAccount(account: string): string {
  return account.replace(/(\d{4})(?=\d)/g, '$1 ')
}
