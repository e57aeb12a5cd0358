/** What an access key ID shows by itself. `account` is a hint, because AWS does not document the encoding. */
export type AccessKeyFacts = { kind: 'longTerm' | 'temporary' | 'other'; account?: string; advice?: string }

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

const otherIds: Record<string, string> = {
  ABIA: 'a service’s bearer token',
  ACCA: 'a credential of one service',
  AGPA: 'a group',
  AIDA: 'a user',
  AIPA: 'an instance profile',
  ANPA: 'a managed policy',
  ANVA: 'a version of a policy',
  APKA: 'a public key',
  AROA: 'a role',
  ASCA: 'a certificate',
}

/**
 * Reads kind, likely account and unusual features from an access key ID, offline.
 * Prefixes: IAM reference, "IAM identifiers". Nothing here refuses a key; unusual ones get advice.
 */
export function readAccessKey(text: string): AccessKeyFacts {
  const id = text.trim()
  const prefix = id.slice(0, 4)
  const kind = prefix === 'AKIA' ? 'longTerm' : prefix === 'ASIA' ? 'temporary' : 'other'
  const account = accountOfAccessKey(id)
  const other = otherIds[prefix]
  const advice =
    (other && `This is the ID of ${other}, not an access key. Access keys begin with AKIA or ASIA.`) ??
    (id !== '' && !/^A(KIA|SIA)[A-Z2-7]{16}$/.test(id)
      ? 'Unusual for an access key: AWS access keys have 20 characters and begin with AKIA or ASIA.'
      : undefined)
  return { kind, ...(account && { account }), ...(advice && { advice }) }
}

/**
 * Decodes the account ID from an access key ID; undefined if there is none.
 * The first bit after the prefix distinguishes keys that contain an account from older ones that do not;
 * the next 40 bits are the account.
 */
export function accountOfAccessKey(id: string): string | undefined {
  if (!/^A[A-Z]{3}[Q-Z2-7][A-Z2-7]{15}$/.test(id)) return undefined
  let bits = 0n
  for (const letter of id.slice(4, 14)) bits = bits * 32n + BigInt(base32.indexOf(letter))
  const account = (bits >> 9n) & 0xff_ffff_ffffn
  return account <= 999_999_999_999n ? account.toString().padStart(12, '0') : undefined
}

/** An access key ID as it may be shown and logged: the first and the last four characters. */
export function shortAccessKey(id: string): string {
  return id.length > 8 ? `${id.slice(0, 4)}…${id.slice(-4)}` : '…'
}
