import * as v from 'valibot'

/** What a test can fail with, or warn of. The list is closed: add a new code here first. */
export const testFailureCodes = [
  // settings
  'settingsIncomplete',
  'rolePartition',
  // sources of credentials
  'secretMissing',
  'tokenMalformed',
  'keychainUnreadable',
  'keychainWaiting',
  'secretDamaged',
  'environmentIncomplete',
  'environmentKeyMalformed',
  'environmentQuoted',
  'noEnvironmentCredentials',
  'noMetadataService',
  'metadataNoRole',
  'metadataFailed',
  'containerAddress',
  'containerCredentialsFailed',
  'credentialsTimeout',
  // network
  'hostUnknown',
  'regionUnknown',
  'dnsUnavailable',
  'nothingListens',
  'unreachable',
  'connectTimeout',
  'connectionReset',
  'answerTimeout',
  'bodyStalled',
  'answerCut',
  'answerTooLarge',
  'deadline',
  // proxies
  'proxyUnknownHost',
  'proxyUnreachable',
  'proxyAuthentication',
  'proxyRefused',
  'proxyCannotReach',
  'proxySilent',
  'proxyNotHttp',
  'proxyUnsupported',
  // TLS
  'selfSigned',
  'privateCa',
  'wrongName',
  'certificateExpired',
  'certificateNotYetValid',
  'plainHttpOnTlsPort',
  'tlsPortGotHttp',
  'tlsVersion',
  'tlsTimeout',
  'tlsFailed',
  // replies
  'otherProtocol',
  'notHttp',
  'webPage',
  'captivePortal',
  'redirected',
  'otherJson',
  'emptyAnswer',
  'notDynamoDb',
  'notSts',
  'serviceMismatch',
  // credentials
  'accessKeyUnknown',
  'tokenMissing',
  'tokenWithLongTermKey',
  'tokenRejected',
  'regionNotEnabled',
  'accountSuspended',
  'secretWrong',
  'malformedKey',
  'notSigned',
  'tokenExpired',
  'clockSkew',
  'clockOff',
  'regionMismatch',
  'localChecksCredentials',
  // permissions, roles and the services
  'listTablesNotAllowed',
  'listTablesBoundary',
  'listTablesOrganization',
  'listTablesEndpoint',
  'listTablesSession',
  'listTablesDenied',
  'identityNotAllowed',
  'roleRefused',
  'roleNotAllowed',
  'roleNotTrusted',
  'roleBoundary',
  'roleOrganization',
  'roleEndpoint',
  'roleSession',
  'roleDenied',
  'roleByRoot',
  'durationAboveMaximum',
  'durationChaining',
  'roleInvalid',
  'stsDisabledInRegion',
  'throttled',
  'serviceFault',
  'serviceUnavailable',
  // the account
  'accountUnexpected',
  // pair rule
  'sameInstance',
  'sameAccount',
  'sameData',
  // anything else
  'unexpected',
] as const

/** The name of one cause of a failed test. */
export type TestFailureCode = (typeof testFailureCodes)[number]

/** Every failure code. */
export const failureCodes = [
  ...testFailureCodes,
  // workspaces and files
  'notFound',
  'workspaceInvalid',
  'secretInOtherField',
  'idTaken',
  'changedOutside',
  'secretsMoved',
  'readOnly',
  'fileNotWritten',
  'fileNotRead',
  'keychainNotWritten',
  'sampleNotStarted',
  'certificatesNotRead',
  'folderNotOpened',
  // export and import
  'importRefused',
  'exportTooLarge',
  'passphraseRefused',
  'profilesNotRead',
  // runs
  'runsAlready',
  'needsPassedTest',
  // the window
  'invalidInput',
] as const

/** The name of one cause. */
export type FailureCode = (typeof failureCodes)[number]

const failureDetailSchema = v.object({
  /** The AWS or Node error name, such as `UnrecognizedClientException` or `ECONNREFUSED`. */
  error: v.optional(v.string()),
  status: v.optional(v.number()),
  requestId: v.optional(v.string()),
  host: v.optional(v.string()),
  address: v.optional(v.string()),
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
  const { error, status, requestId, host, address } = failure.detail ?? {}
  return [error, status && `HTTP ${status}`, requestId && `request ${requestId}`, host, address]
    .filter(Boolean)
    .join(' · ')
}
