import * as v from 'valibot'

export const cloudWays = ['assumeRole', 'userCredentials', 'environment'] as const

/** How credentials for the cloud are found. */
export type CloudWay = (typeof cloudWays)[number]

/** The four kinds of a connection. */
export type ConnectionKind = 'local' | CloudWay

/** Room for whatever is pasted into a wrong field, such as a session token: a draft is kept with it all the same. */
const text = v.pipe(v.string(), v.maxLength(20_000))

/** With -sharedDb an instance takes any access key and region; without, these keep to one set of tables. */
const localDefaults = { accessKey: 'local', region: 'us-east-1' }

/**
 * A connection as it stands in the form, the draft and the file: everything that was typed, right or wrong, for every
 * way. What takes part in a test is read off it by `readConnection`.
 */
export const connectionFormSchema = v.object({
  useLocal: v.boolean(),
  way: v.picklist(cloudWays),
  server: text,
  port: text,
  /** What a local instance is asked with: it may keep tables apart by both. Older files have neither. */
  localAccessKey: v.optional(text, localDefaults.accessKey),
  localRegion: v.optional(text, localDefaults.region),
  roleArn: text,
  sessionName: text,
  durationSeconds: text,
  accessKey: text,
  region: text,
  /** The number of the account that a test in the cloud must land in; none when blank. Older files have none. */
  expectedAccount: v.optional(text, ''),
})
export type ConnectionForm = v.InferOutput<typeof connectionFormSchema>

/** The fields of a form that a person fills in. */
export type FieldName = Exclude<keyof ConnectionForm, 'useLocal' | 'way'> | 'secretKey' | 'sessionToken'

/** A connection with which nothing was done yet, with the documented defaults. */
export function blankConnection(): ConnectionForm {
  return {
    useLocal: false,
    way: 'assumeRole',
    server: '',
    port: '8000',
    localAccessKey: localDefaults.accessKey,
    localRegion: localDefaults.region,
    roleArn: '',
    sessionName: '',
    durationSeconds: '3600',
    accessKey: '',
    region: '',
    expectedAccount: '',
  }
}

/** The kind that a form stands for. */
export function kindOf(form: ConnectionForm): ConnectionKind {
  return form.useLocal ? 'local' : form.way
}

/** What each kind is called. */
export const kindNames: Record<ConnectionKind, string> = {
  local: 'Local instance',
  assumeRole: 'Assume Role',
  userCredentials: 'User Credentials',
  environment: 'Environment',
}

/** What the form calls each field. */
export const fieldLabels: Record<FieldName, string> = {
  server: 'Server',
  port: 'Port',
  localAccessKey: 'Local Access Key',
  localRegion: 'Local Region',
  roleArn: 'Role ARN',
  sessionName: 'Session Name',
  durationSeconds: 'Duration (in seconds)',
  accessKey: 'AWS Access Key',
  secretKey: 'AWS Secret Key',
  sessionToken: 'AWS Session Token',
  region: 'AWS Region',
  expectedAccount: 'Expected account',
}

/** The fields of each kind, in the order in which the form shows them. */
export const fieldsOf: Record<ConnectionKind, readonly FieldName[]> = {
  local: ['server', 'port', 'localAccessKey', 'localRegion'],
  assumeRole: ['roleArn', 'sessionName', 'durationSeconds', 'region', 'expectedAccount'],
  userCredentials: ['accessKey', 'secretKey', 'sessionToken', 'region', 'expectedAccount'],
  environment: ['region', 'expectedAccount'],
}
