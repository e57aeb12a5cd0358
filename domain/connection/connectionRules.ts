import * as v from 'valibot'
import { fieldLabels, fieldsOf, kindOf } from './connection'
import type { ConnectionForm, ConnectionKind, FieldName } from './connection'
import { connectionSchemas } from './connectionSchemas'
import type { Connection } from './connectionSchemas'
import { findOtherAccount } from './expectedAccount'
import type { BaseCredentials } from './environment'
import type { Failure } from '../failure'
import { readPort, readServer } from './localHost'
import { isRegionCode } from './regions'
import { findLookalikes, lookalikeSentence } from './lookalikes'
import type { SecretName, SecretPresence } from '../secret/secret'
import type { SecretOddity } from '../secret/secretOddity'

/** What else decides whether a form is complete. Of secrets only their presence is known. */
export type FormContext = {
  secretKey: SecretPresence
  sessionToken: SecretPresence
  /** `TONIC_AWS_REGION`, used when the region is blank. */
  environmentRegion?: string
  /** The kind of base credentials in the environment, as far as its variables show. */
  base?: BaseCredentials
  /** What is unusual about typed secrets; nothing is known about saved ones. */
  oddities?: Partial<Record<SecretName, SecretOddity>>
}

/** One field that keeps a test from running, because it is empty or wrong, with a sentence to show beside the field. */
export type Problem = { field: FieldName; kind: 'missing' | 'wrong'; sentence: string }

/** Lists the labels of the fields that have problems, such as `Server, Port and Local Region`. */
export function labelsOf(problems: readonly Problem[]): string {
  const labels = problems.map(({ field }) => fieldLabels[field])
  const last = labels.pop() ?? ''
  return labels.length === 0 ? last : `${labels.join(', ')} and ${last}`
}

/** The failure of a side that cannot be tested because fields are missing or wrong; its message names the fields. */
export function waitsForFields(problems: readonly Problem[]): Failure {
  return {
    code: 'settingsIncomplete',
    message: `Fill in ${labelsOf(problems)} to test.`,
    remedy: 'Open the workspace: the message under each of these fields says what to enter.',
  }
}

/** Reads the connection that a form describes, or lists all its problems in the order of the fields. */
export function readConnection(
  form: ConnectionForm,
  context: FormContext,
): { ok: true; connection: Connection } | { ok: false; problems: Problem[] } {
  const kind = kindOf(form)
  const parsed = v.safeParse(connectionSchemas[kind], { ...form, kind })
  const order = fieldsOf[kind]
  const lookalikes = findLookalikes(form).filter((field) => order.includes(field))
  const problems = [
    ...lookalikes.map((field) => ({ field, kind: 'wrong', sentence: lookalikeSentence }) as const),
    ...[...schemaProblems(parsed.issues ?? []), ...contextProblems(kind, form, context)].filter(
      ({ field }) => !lookalikes.some((one) => one === field),
    ),
  ]
  if (parsed.success && problems.length === 0) return { ok: true, connection: parsed.output }
  return { ok: false, problems: problems.sort((a, b) => order.indexOf(a.field) - order.indexOf(b.field)) }
}

/** The problems of a form; empty when a test can run. */
export function findProblems(form: ConnectionForm, context: FormContext): Problem[] {
  const reading = readConnection(form, context)
  return reading.ok ? [] : reading.problems
}

function schemaProblems(issues: readonly v.BaseIssue<unknown>[]): Problem[] {
  const byField = new Map<FieldName, Problem>()
  for (const issue of issues) {
    const field = v.getDotPath(issue) as FieldName
    if (byField.has(field)) continue
    const kind = issue.type === 'non_empty' ? 'missing' : 'wrong'
    byField.set(field, { field, kind, sentence: issue.message })
  }
  return [...byField.values()]
}

function contextProblems(kind: ConnectionKind, form: ConnectionForm, context: FormContext): Problem[] {
  if (kind === 'local') return portProblems(form)
  return [
    ...accountProblems(form),
    ...(kind === 'userCredentials' ? secretProblems : regionProblems)(form, context),
  ]
}

/** The problem of a role outside the expected account, with which no test could pass. */
function accountProblems(form: ConnectionForm): Problem[] {
  const other = findOtherAccount(form)
  return other?.certain ? [{ field: 'expectedAccount', kind: 'wrong', sentence: other.sentence }] : []
}

function regionProblems({ region }: ConnectionForm, { environmentRegion }: FormContext): Problem[] {
  const standIn = environmentRegion?.trim() ?? ''
  if (region.trim() !== '' || isRegionCode(standIn)) return []
  const sentence = `Choose a region, because TONIC_AWS_REGION is ${standIn === '' ? 'not set' : 'not a region code'}.`
  return [{ field: 'region', kind: 'missing', sentence }]
}

function secretProblems(form: ConnectionForm, context: FormContext): Problem[] {
  const problems: Problem[] = []
  if (context.secretKey === 'none') {
    problems.push({
      field: 'secretKey',
      kind: 'missing',
      sentence: 'Enter the secret key that belongs to this access key.',
    })
  }
  if (context.secretKey === 'otherKey') {
    const sentence = 'The saved secret key belongs to another access key. Enter the secret key of this one.'
    problems.push({ field: 'secretKey', kind: 'missing', sentence })
  }
  if (form.accessKey.trim().startsWith('ASIA') && !isPresent(context.sessionToken)) {
    const sentence = 'Enter the session token: a key that begins with ASIA needs one.'
    problems.push({ field: 'sessionToken', kind: 'missing', sentence })
  }
  return problems
}

/** The problem of a port in the server field that differs from the port field. */
function portProblems({ server, port }: ConnectionForm): Problem[] {
  const reading = readServer(server)
  const here = reading.ok ? reading.value.port : undefined
  const below = readPort(port)
  if (here === undefined || below === undefined || here === below) return []
  const sentence = `Port ${here} is entered here, but ${below} under Port. Remove one of the two.`
  return [{ field: 'server', kind: 'wrong', sentence }]
}

function isPresent(secret: SecretPresence): boolean {
  return secret === 'saved' || secret === 'typed'
}
