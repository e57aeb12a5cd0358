import { fieldLabels, fieldsOf, kindNames, kindOf } from '../connection/connection'
import type { ConnectionForm, FieldName } from '../connection/connection'
import type { SecretName } from '../secret/secret'
import { sideName, sides } from '../side'
import type { Workspace } from './workspace'

/** A place in which two contents of a workspace differ, such as `Source: AWS Region`, with both values as shown. */
export type Difference = { where: string; mine: string; theirs: string }

/** Lists where two contents of a workspace differ: in the header, the kinds of connection, and the fields in use. */
export function differences(mine: Workspace, theirs: Workspace): Difference[] {
  const ends = sides.flatMap((side) =>
    differencesOfEnds(mine[side], theirs[side]).map((one) => ({
      ...one,
      where: `${sideName(side)}: ${one.where}`,
    })),
  )
  return [...differencesOfDetails(mine, theirs), ...ends].filter((one) => one.mine !== one.theirs)
}

/** Lists where the details of two contents differ or might. */
export function differencesOfDetails(mine: Workspace, theirs: Workspace): Difference[] {
  return [
    { where: 'Name', mine: mine.name, theirs: theirs.name },
    { where: 'Description', mine: mine.description, theirs: theirs.description },
    { where: 'Tags', mine: mine.tags.join(', '), theirs: theirs.tags.join(', ') },
  ]
}

/** Lists where two connections differ or might: the kind, and every field in use by either. */
export function differencesOfEnds(mine: ConnectionForm, theirs: ConnectionForm): Difference[] {
  const inUse = new Set([...fieldsOf[kindOf(mine)], ...fieldsOf[kindOf(theirs)]].filter(isText))
  const shown = (form: ConnectionForm, field: TextField): string =>
    fieldsOf[kindOf(form)].includes(field) ? form[field] : ''
  return [
    { where: 'Connection', mine: kindNames[kindOf(mine)], theirs: kindNames[kindOf(theirs)] },
    ...[...inUse].map((field) => ({
      where: fieldLabels[field],
      mine: shown(mine, field),
      theirs: shown(theirs, field),
    })),
  ]
}

type TextField = Exclude<FieldName, SecretName>

function isText(field: FieldName): field is TextField {
  return field !== 'secretKey' && field !== 'sessionToken'
}
