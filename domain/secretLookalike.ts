import { fieldLabels } from './connection'
import type { ConnectionForm, FieldName } from './connection'
import type { SecretName } from './secret'
import { sideName, sides } from './side'
import type { Workspace } from './workspace'

type PlainField = Exclude<FieldName, SecretName>

/**
 * Whether a text has the shape of a secret key (40 characters of base64 with all three kinds among them) or of a session
 * token (far longer): what a person may have pasted into a field that is not for it. An ARN or an access key has neither.
 */
function readsLikeSecret(text: string): boolean {
  const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(text)
  const isMixed = [/[A-Z]/, /[a-z]/, /[0-9+/]/].every((kind) => kind.test(text))
  return isBase64 && isMixed && (text.length === 40 || text.length >= 100)
}

/** Whether one of the words of a text reads like a secret, such as behind a name and an equals sign. */
function holdsLookalike(text: string): boolean {
  return text.split(/[\s,;:="'`()<>[\]{}]+/).some(readsLikeSecret)
}

/** A workspace without what reads like a secret in a field that is not for one, and where that was. */
export function withoutLookalikes(workspace: Workspace): { workspace: Workspace; blanked: string[] } {
  const clean = { ...workspace, source: { ...workspace.source }, destination: { ...workspace.destination } }
  const blanked: string[] = []
  if (holdsLookalike(clean.description)) {
    clean.description = ''
    blanked.push(`${workspace.name}: Description`)
  }
  clean.tags = workspace.tags.filter((tag) => !holdsLookalike(tag))
  if (clean.tags.length < workspace.tags.length) blanked.push(`${workspace.name}: Tags`)
  for (const side of sides) {
    const form: ConnectionForm = clean[side]
    for (const field of Object.keys(fieldLabels) as FieldName[]) {
      if (!isPlain(field) || !readsLikeSecret(form[field].trim())) continue
      form[field] = ''
      blanked.push(`${workspace.name}, ${sideName(side)}: ${fieldLabels[field]}`)
    }
  }
  return { workspace: clean, blanked }
}

function isPlain(field: FieldName): field is PlainField {
  return field !== 'secretKey' && field !== 'sessionToken'
}
