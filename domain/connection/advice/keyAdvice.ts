import { readAccessKey } from '../accessKey'
import type { Advice } from './fieldMessage'
import type { ConnectionForm } from '../connection'
import type { FormContext } from '../connectionRules'
import { secretNames } from '../../secret/secret'
import type { SecretName } from '../../secret/secret'
import { looksLikeSecretKey } from '../../secret/secretShape'
import type { SecretOddity } from '../../secret/secretOddity'

const oddities: Record<SecretName, Partial<Record<SecretOddity, string>>> = {
  secretKey: {
    accessKey: 'This has the shape of an access key. Enter the secret key that belongs to it.',
    sessionToken: 'This looks like a session token. Enter the secret key here.',
    padded:
      'Unusual: no AWS secret key ends in =. This might be encoded in base64, or come from another cloud.',
    characters: 'Unusual: AWS secret keys contain only letters, digits, + and /.',
    length:
      'Unusual: AWS secret keys have 40 characters. Check that you pasted the whole key and nothing else.',
  },
  sessionToken: {
    accessKey: 'This has the shape of an access key. Enter the session token.',
    secretKey: 'This has the shape of a secret key. Enter the session token.',
    characters: 'Unusual: session tokens contain only letters, digits, +, / and =.',
    short: 'Unusual: session tokens have at least 100 characters. Check that you pasted the whole token.',
  },
}

/** Advises on an access key by itself and together with its secrets. */
export function adviseOnKeys({ accessKey }: ConnectionForm, context: FormContext): Advice[] {
  const { kind, account, advice } = readAccessKey(accessKey)
  const list: Advice[] = []
  if (advice) list.push({ field: 'accessKey', kind: 'warning', sentence: advice })
  else if (account) {
    list.push({ field: 'accessKey', kind: 'note', sentence: `Account ${account}, decoded from the key` })
  }
  const { sessionToken } = context
  if (kind === 'longTerm' && (sessionToken === 'saved' || sessionToken === 'typed')) {
    const sentence =
      'A key that begins with AKIA has no session token, and AWS refuses the two together. Remove the token.'
    list.push({ field: 'sessionToken', kind: 'warning', sentence })
  }
  for (const name of secretNames) {
    const oddity = context.oddities?.[name]
    const isSwapped = oddity === 'accessKey' && name === 'secretKey' && looksLikeSecretKey(accessKey.trim())
    const sentence = isSwapped
      ? 'Access key and secret key are in each other’s field. Swap them.'
      : oddity && oddities[name][oddity]
    if (sentence) list.push({ field: name, kind: 'warning', sentence })
  }
  return list
}
