import * as v from 'valibot'

/** Every cause that the application tells apart. The list is closed: a new cause starts here. */
export const failureCodes = [
  // settings
  'settingsIncomplete',
  'tokenMissing',
  'secretMissing',
  // credentials
  'keychainUnreadable',
  'keychainWaiting',
  'secretDamaged',
  'environmentIncomplete',
  'noEnvironmentCredentials',
  'noMetadataService',
  'credentialsTimeout',
  // network
  'hostUnknown',
  'dnsUnavailable',
  'regionUnknown',
  'nothingListens',
  'unreachable',
  'connectionReset',
  'tlsFailed',
  'notDynamoDb',
  'notSts',
  'deadline',
  // AWS
  'accessKeyUnknown',
  'secretWrong',
  'tokenExpired',
  'clockSkew',
  'roleRefused',
  'durationAboveMaximum',
  'roleInvalid',
  'listTablesNotAllowed',
  'throttled',
  'serviceFault',
  // pair rule
  'sameInstance',
  'sameAccount',
  // workspaces and files
  'notFound',
  'readOnly',
  'fileNotWritten',
  'fileNotRead',
  'keychainNotWritten',
  'sampleNotStarted',
  // the window
  'invalidInput',
  'unexpected',
] as const

/** The name of one cause. */
export type FailureCode = (typeof failureCodes)[number]

const failureDetailSchema = v.object({
  /** The AWS or Node error name, such as `UnrecognizedClientException` or `ECONNREFUSED`. */
  error: v.optional(v.string()),
  status: v.optional(v.number()),
  requestId: v.optional(v.string()),
  host: v.optional(v.string()),
  caller: v.optional(v.string()),
  role: v.optional(v.string()),
})

/** One expected failure: a plain sentence, one thing to do, and the evidence; never a secret, never a stack. */
export const failureSchema = v.object({
  code: v.picklist(failureCodes),
  message: v.string(),
  remedy: v.string(),
  detail: v.optional(failureDetailSchema),
})

export type FailureDetail = v.InferOutput<typeof failureDetailSchema>
export type Failure = v.InferOutput<typeof failureSchema>

/** The evidence of a failure in one line, such as `ExpiredToken · HTTP 403 · request 4f2c`; empty without any. */
export function failureEvidence(failure: Failure): string {
  const { error, status, requestId, host } = failure.detail ?? {}
  return [error, status && `HTTP ${status}`, requestId && `request ${requestId}`, host]
    .filter(Boolean)
    .join(' · ')
}
