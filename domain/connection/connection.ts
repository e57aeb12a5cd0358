import * as v from 'valibot'

export const cloudWays = ['assumeRole', 'userCredentials', 'environment'] as const

/** How credentials for the cloud are found. */
export type CloudWay = (typeof cloudWays)[number]

/** The four kinds of a connection. */
export type ConnectionKind = 'local' | CloudWay

/**
 * Long enough for anything pasted into the wrong field, such as a session token, so that a draft can be kept with it.
 */
const text = v.pipe(v.string(), v.maxLength(20_000))

/** The defaults for a local instance. Without -sharedDb it keeps a set of tables for each access key and region. */
const localDefaults = { accessKey: 'local', region: 'us-east-1' }

/**
 * A connection as the form, the draft and the file hold it: everything that was typed, valid or not, for every way to
 * connect. `readConnection` extracts what a test uses.
 */
export const connectionFormSchema = v.object({
  useLocal: v.boolean(),
  way: v.picklist(cloudWays),
  server: text,
  port: text,
  /** Sent to a local instance, which may keep separate tables for each pair. Older files have neither. */
  localAccessKey: v.optional(text, localDefaults.accessKey),
  localRegion: v.optional(text, localDefaults.region),
  roleArn: text,
  sessionName: text,
  durationSeconds: text,
  accessKey: text,
  region: text,
  /** The account ID that a cloud test must reach; blank for any. Older files have none. */
  expectedAccount: v.optional(text, ''),
})
export type ConnectionForm = v.InferOutput<typeof connectionFormSchema>

/** The fields of a form that a person fills in. */
export type FieldName = Exclude<keyof ConnectionForm, 'useLocal' | 'way'> | 'secretKey' | 'sessionToken'

/** A new connection with the documented defaults. */
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

/** The kind of connection that a form describes. */
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
