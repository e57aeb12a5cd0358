import * as v from 'valibot'
import { readRoleArn } from './arn'
import { fieldsOf, kindOf } from './connection'
import type { ConnectionForm, ConnectionKind, FieldName } from './connection'
import { findOtherAccount } from './expectedAccount'
import type { BaseCredentials } from './environment'
import { readPort, readServer } from './localHost'
import { isRegionCode, readRegionCode } from './regions'
import type { SecretName, SecretPresence } from './secret'
import { looksLikeSecretKey } from './secretOddity'
import type { SecretOddity } from './secretOddity'

/** What stands around a form and takes part in whether it is complete. Secrets are known by presence alone. */
export type FormContext = {
  secretKey: SecretPresence
  sessionToken: SecretPresence
  /** `TONIC_AWS_REGION`, which may stand in for the region. */
  environmentRegion?: string
  /** What the base credentials of the environment are, as far as its variables tell. */
  base?: BaseCredentials
  /** What is unusual about secrets that are typed; of saved ones nothing is known. */
  oddities?: Partial<Record<SecretName, SecretOddity>>
}

const missing = 'missing:'

/** A required text: trimmed, and missing rather than wrong when empty. */
const required = (sentence: string) => v.pipe(v.string(), v.trim(), v.nonEmpty(missing + sentence))

/** A text that a reader of this folder has the last word on. */
const readBy = (read: (typed: string) => { ok: true } | { ok: false; sentence: string }) =>
  v.rawCheck<string>(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    const reading = read(dataset.value)
    if (!reading.ok) addIssue({ message: reading.sentence })
  })

/** A whole number between two bounds, typed as text. */
const numeral = (sentence: string, from: number, to: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d+$/, sentence),
    v.transform(Number),
    v.minValue(from, sentence),
    v.maxValue(to, sentence),
  )

const regionOrNone = v.pipe(
  v.string(),
  v.trim(),
  readBy((code) => (code === '' ? { ok: true } : readRegionCode(code))),
)
const expectedAccount = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^(\d{12})?$/, 'An account number has 12 digits. Leave it empty to expect none.'),
)
const portSentence = 'The port is a whole number from 1 to 65535.'
const durationSentence = 'Enter a whole number of seconds from 900 to 43200.'

/** The schema of each kind: the source of form problems, and of the check in the main process. */
export const connectionSchemas = {
  local: v.object({
    kind: v.literal('local'),
    server: v.pipe(
      required('Enter the server that runs DynamoDB.'),
      readBy(readServer),
      v.transform((server) => {
        const reading = readServer(server)
        return reading.ok ? reading.value : { host: server }
      }),
    ),
    port: v.pipe(required('Enter the port, often 8000.'), numeral(portSentence, 1, 65_535)),
    localAccessKey: v.pipe(
      required('Enter any letters and digits, such as local.'),
      v.regex(/^[A-Za-z0-9]{1,128}$/, 'DynamoDB Local takes letters and digits alone, at most 128.'),
    ),
    localRegion: v.pipe(
      required('Enter any region, such as us-east-1.'),
      v.regex(
        /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
        'A region has small letters, digits and dashes, such as us-east-1.',
      ),
    ),
  }),
  assumeRole: v.object({
    kind: v.literal('assumeRole'),
    roleArn: v.pipe(required('Enter the ARN of the role to assume.'), readBy(readRoleArn)),
    sessionName: v.pipe(
      v.string(),
      v.trim(),
      v.regex(/^([\w+=,.@-]{2,64})?$/, 'Use 2 to 64 characters: letters, digits, and _ + = , . @ -'),
    ),
    durationSeconds: v.pipe(required(durationSentence), numeral(durationSentence, 900, 43_200)),
    region: regionOrNone,
    expectedAccount,
  }),
  userCredentials: v.object({
    kind: v.literal('userCredentials'),
    accessKey: v.pipe(
      required('Enter the access key.'),
      // It would be kept in a file and sent with every request.
      v.check(
        (typed) => !looksLikeSecretKey(typed),
        'This has the shape of a secret key. Enter it under AWS Secret Key.',
      ),
      v.regex(/^\w{16,128}$/, 'An access key has 16 to 128 letters and digits, and nothing else.'),
    ),
    region: v.pipe(required('Choose the region that requests are sent to.'), readBy(readRegionCode)),
    expectedAccount,
  }),
  environment: v.object({ kind: v.literal('environment'), region: regionOrNone, expectedAccount }),
} as const satisfies Record<ConnectionKind, v.GenericSchema>

/** A complete connection: exactly the fields of its kind, parsed. */
export type Connection = {
  [K in ConnectionKind]: v.InferOutput<(typeof connectionSchemas)[K]>
}[ConnectionKind]
export type LocalConnection = Extract<Connection, { kind: 'local' }>

/** One field that a test waits for: not filled in yet, or filled in wrong, with a sentence to show beside it. */
export type Problem = { field: FieldName; kind: 'missing' | 'wrong'; sentence: string }

/** Reads the connection that a form stands for, or every problem in the way, in the order of the fields. */
export function readConnection(
  form: ConnectionForm,
  context: FormContext,
): { ok: true; connection: Connection } | { ok: false; problems: Problem[] } {
  const kind = kindOf(form)
  const parsed = v.safeParse(connectionSchemas[kind], { ...form, kind })
  const problems = [...schemaProblems(parsed.issues ?? []), ...contextProblems(kind, form, context)]
  if (parsed.success && problems.length === 0) return { ok: true, connection: parsed.output }
  const order = fieldsOf[kind]
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
    const isMissing = issue.message.startsWith(missing)
    const sentence = isMissing ? issue.message.slice(missing.length) : issue.message
    byField.set(field, { field, kind: isMissing ? 'missing' : 'wrong', sentence })
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

/** A role in another account than the one that is expected: no test could pass. */
function accountProblems(form: ConnectionForm): Problem[] {
  const other = findOtherAccount(form)
  return other?.certain ? [{ field: 'expectedAccount', kind: 'wrong', sentence: other.sentence }] : []
}

function regionProblems({ region }: ConnectionForm, { environmentRegion }: FormContext): Problem[] {
  const standIn = environmentRegion?.trim() ?? ''
  if (region.trim() !== '' || isRegionCode(standIn)) return []
  const sentence = `Choose a region: TONIC_AWS_REGION is ${standIn === '' ? 'not set' : 'not a region code'}.`
  return [{ field: 'region', kind: 'missing', sentence }]
}

function secretProblems(form: ConnectionForm, context: FormContext): Problem[] {
  const problems: Problem[] = []
  if (context.secretKey === 'none') {
    problems.push({
      field: 'secretKey',
      kind: 'missing',
      sentence: 'Enter the secret key of this access key.',
    })
  }
  if (context.secretKey === 'otherKey') {
    const sentence = 'The saved secret key belongs to another access key. Enter the one of this key.'
    problems.push({ field: 'secretKey', kind: 'missing', sentence })
  }
  if (form.accessKey.trim().startsWith('ASIA') && !isPresent(context.sessionToken)) {
    const sentence = 'A key that begins with ASIA needs its session token.'
    problems.push({ field: 'sessionToken', kind: 'missing', sentence })
  }
  return problems
}

/** A port inside the server field that the port field contradicts. */
function portProblems({ server, port }: ConnectionForm): Problem[] {
  const reading = readServer(server)
  const here = reading.ok ? reading.value.port : undefined
  const below = readPort(port)
  if (here === undefined || below === undefined || here === below) return []
  const sentence = `Port ${here} stands here, port ${below} under Port. Leave one of them.`
  return [{ field: 'server', kind: 'wrong', sentence }]
}

function isPresent(secret: SecretPresence): boolean {
  return secret === 'saved' || secret === 'typed'
}

/** The region that a complete cloud connection sends its requests to. */
export function regionOf(
  connection: Exclude<Connection, LocalConnection>,
  environmentRegion?: string,
): string {
  return connection.region || environmentRegion?.trim() || ''
}
