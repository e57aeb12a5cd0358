import { fieldLabels } from './connection'
import type { ConnectionForm, FieldName } from './connection'
import type { SecretName } from './secret'
import { looksLikeSecret } from './secretShape'
import { sideName, sides } from './side'
import type { Workspace } from './workspace'

type PlainField = Exclude<FieldName, SecretName>

/** Whether one of the words of a text reads like a secret, such as behind a name and an equals sign. */
function holdsLookalike(text: string): boolean {
  return text.split(/[\s,;:="'`()<>[\]{}]+/).some(looksLikeSecret)
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
      if (!isPlain(field) || !looksLikeSecret(form[field].trim())) continue
      form[field] = ''
      blanked.push(`${workspace.name}, ${sideName(side)}: ${fieldLabels[field]}`)
    }
  }
  return { workspace: clean, blanked }
}

function isPlain(field: FieldName): field is PlainField {
  return field !== 'secretKey' && field !== 'sessionToken'
}
