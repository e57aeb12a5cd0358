import * as v from 'valibot'
import { readAccountNumber } from './accountNumber'
import { readRoleArn } from './arn'
import type { ConnectionKind } from './connection'
import { readServer } from './localHost'
import { readRegionCode } from './regions'
import { tidied } from '../tidied'

/** A required text, tidied. An empty one has its own issue type, so that it counts as missing and not as wrong. */
const required = (sentence: string) => v.pipe(v.string(), v.transform(tidied), v.nonEmpty(sentence))

/** A text that one of this folder's readers checks. */
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
  v.transform(tidied),
  readBy((code) => (code === '' ? { ok: true } : readRegionCode(code))),
)
const expectedAccount = v.pipe(
  v.string(),
  v.transform((typed) => readAccountNumber(typed) ?? tidied(typed)),
  v.regex(/^(\d{12})?$/, 'An account ID has 12 digits. Leave the field empty to accept any account.'),
)
const portSentence = 'Enter a whole number from 1 to 65535.'
const durationSentence = 'Enter a whole number of seconds from 900 to 43200.'

/** The schema of each kind, used for the form's problems and for the check in the main process. */
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
      v.regex(/^[A-Za-z0-9]{1,128}$/, 'DynamoDB Local accepts only letters and digits, at most 128.'),
    ),
    localRegion: v.pipe(
      required('Enter any region, such as us-east-1.'),
      v.regex(
        /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
        'Enter lower-case letters, digits and dashes, such as us-east-1.',
      ),
    ),
  }),
  assumeRole: v.object({
    kind: v.literal('assumeRole'),
    roleArn: v.pipe(required('Enter the ARN of the role to assume.'), readBy(readRoleArn)),
    sessionName: v.pipe(
      v.string(),
      v.transform(tidied),
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
      v.regex(/^\w{16,128}$/, 'An access key has 16 to 128 letters and digits, nothing else.'),
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

/** The region that a complete cloud connection sends its requests to. */
export function regionOf(
  connection: Exclude<Connection, LocalConnection>,
  environmentRegion?: string,
): string {
  return connection.region || environmentRegion?.trim() || ''
}
