import { readRoleArn } from './arn'
import { fieldLabels } from './connection'
import type { ConnectionForm, FieldName } from './connection'
import type { SecretName } from '../secret/secret'
import { looksLikeSecret } from '../secret/secretShape'

/** A field that is shown, and written into files. */
export type PlainField = Exclude<FieldName, SecretName>

/** All of them, in the order of the form. */
export const plainFields = (Object.keys(fieldLabels) as FieldName[]).filter(
  (field): field is PlainField => field !== 'secretKey' && field !== 'sessionToken',
)

/** What is said beside a field that is not for secrets. */
export const lookalikeSentence =
  'This looks like a secret, so this field does not save it. Enter it in AWS Secret Key or AWS Session Token.'

/** The shortest text that can read like a secret; whatever is shorter is not looked at twice. */
const shortest = 40

/** What stands between words; in a group, so that a text can be put together again. */
const separators = /([\s,;:="'`()<>[\]{}@&?#|\\]+)/

/** A secret may begin with a slash, and so may what stands before one, as in an address. */
function isLookalikeWord(word: string): boolean {
  return looksLikeSecret(word) || looksLikeSecret(word.replace(/^\/+/, ''))
}

/** Whether one of the words of a text reads like a secret, such as behind a name and an equals sign. */
export function holdsLookalike(text: string): boolean {
  return text.length >= shortest && text.split(separators).some(isLookalikeWord)
}

/** A text with an ellipsis in the place of each word that reads like a secret. */
export function withoutLookalikeWords(text: string): string {
  if (!holdsLookalike(text)) return text
  return text
    .split(separators)
    .map((word) => (isLookalikeWord(word) ? '…' : word))
    .join('')
}

/** The fields of a form that are not for secrets and hold what reads like one, whole, wrapped, or as one word of it. */
export function findLookalikes(form: ConnectionForm): PlainField[] {
  return plainFields.filter((field) => isLookalike(field, form[field]))
}

function isLookalike(field: PlainField, text: string): boolean {
  if (text.length < shortest) return false
  // The name of a role may be as long and as mixed as a secret.
  if (field === 'roleArn' && readRoleArn(text).ok) return false
  return looksLikeSecret(text.replace(/\s/g, '')) || holdsLookalike(text)
}

/** A form without what reads like a secret in a field that is not for one; the same form when there is none. */
export function withoutLookalikesIn(form: ConnectionForm): ConnectionForm {
  const found = findLookalikes(form)
  return found.length === 0 ? form : { ...form, ...Object.fromEntries(found.map((field) => [field, ''])) }
}
