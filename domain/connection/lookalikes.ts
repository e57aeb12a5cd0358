import { readRoleArn } from './arn'
import { fieldLabels } from './connection'
import type { ConnectionForm, FieldName } from './connection'
import type { SecretName } from '../secret/secret'
import { looksLikeSecret } from '../secret/secretShape'

/** A field that is shown and written to files, so it must not contain a secret. */
export type PlainField = Exclude<FieldName, SecretName>

/** All of them, in the order of the form. */
export const plainFields = (Object.keys(fieldLabels) as FieldName[]).filter(
  (field): field is PlainField => field !== 'secretKey' && field !== 'sessionToken',
)

/** The message beside a field that is not for secrets. */
export const lookalikeSentence =
  'This looks like a secret, so this field does not save it. Enter it in AWS Secret Key or AWS Session Token.'

/** The shortest text that can look like a secret. */
const shortest = 40

/** Separates words; captured, so that the text can be joined again. */
const separators = /([\s,;:="'`()<>[\]{}@&?#|\\]+)/

/** A slash may begin a secret or, as in a URL, precede it. */
function isLookalikeWord(word: string): boolean {
  return looksLikeSecret(word) || looksLikeSecret(word.replace(/^\/+/, ''))
}

/** Whether any word of a text looks like a secret, for example after a name and an equals sign. */
export function holdsLookalike(text: string): boolean {
  return text.length >= shortest && text.split(separators).some(isLookalikeWord)
}

/** Replaces each word that looks like a secret with an ellipsis. */
export function withoutLookalikeWords(text: string): string {
  if (!holdsLookalike(text)) return text
  return text
    .split(separators)
    .map((word) => (isLookalikeWord(word) ? '…' : word))
    .join('')
}

/** Lists the fields that are not for secrets but contain one: as a whole, over several lines, or as one word. */
export function findLookalikes(form: ConnectionForm): PlainField[] {
  return plainFields.filter((field) => isLookalike(field, form[field]))
}

function isLookalike(field: PlainField, text: string): boolean {
  if (text.length < shortest) return false
  // A role name may be as long and as random as a secret.
  if (field === 'roleArn' && readRoleArn(text).ok) return false
  return looksLikeSecret(text.replace(/\s/g, '')) || holdsLookalike(text)
}

/** Removes lookalikes of secrets from fields that are not for secrets; returns the same form if there are none. */
export function withoutLookalikesIn(form: ConnectionForm): ConnectionForm {
  const found = findLookalikes(form)
  return found.length === 0 ? form : { ...form, ...Object.fromEntries(found.map((field) => [field, ''])) }
}
