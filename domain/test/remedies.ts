import type { FieldName } from '../connection/connection'
import type { FailureCode, TestFailureCode } from '../failure'
import { testFailureCodes } from '../failure'

/** Something that the application does about a cause when a button is pressed. */
export type RemedyAction =
  /** Takes new keys in one paste, and tests again. */
  | 'pasteKeys'
  /** Opens the form at one field. */
  | { edit: FieldName }
  /** Sets one field to a value, and tests again. */
  | { set: FieldName; to: string }
  /** Removes the session token, and tests again. */
  | 'forgetToken'
  /** Switches from the environment to access keys of this workspace. */
  | 'useKeys'
  /** Asks the keychain again, and tests again. */
  | 'askKeychain'
  /** Opens the settings, where certificates and the deadline are. */
  | 'openSettings'
  /** Starts an instance in memory at this port of this computer, and tests again. */
  | 'startInstance'
  /** Copies the statement of a policy that allows what was refused. */
  | 'copyPolicy'
  /** Copies a message for whoever administers the account. */
  | 'copyMessage'
  | 'testAgain'

/** What a cause is called in one line of a list, and what the application can do about it, the likeliest first. */
type Remedy = { short: string; actions: readonly RemedyAction[] }

const edit = (field: FieldName): RemedyAction => ({ edit: field })
const setTo = (set: FieldName, to: string): RemedyAction => ({ set, to })
const owner = ['copyMessage', 'testAgain'] as const
const policy = ['copyPolicy', 'copyMessage'] as const
const elsewhere = [edit('server'), 'testAgain'] as const

/** One row for each cause of a failed test. A cause that has none does not compile. */
const remedies: Record<TestFailureCode, Remedy> = {
  settingsIncomplete: { short: 'Fields to fill in', actions: [] },
  rolePartition: { short: 'Role of another partition', actions: [edit('region'), edit('roleArn')] },

  secretMissing: { short: 'No usable secret key', actions: ['pasteKeys', edit('secretKey')] },
  tokenMalformed: { short: 'Session token damaged', actions: ['pasteKeys', edit('sessionToken')] },
  keychainUnreadable: { short: 'Keychain locked', actions: ['askKeychain', edit('secretKey')] },
  keychainWaiting: { short: 'Keychain waits', actions: ['askKeychain'] },
  secretDamaged: { short: 'Saved secret damaged', actions: ['pasteKeys', edit('secretKey')] },
  environmentIncomplete: { short: 'Environment incomplete', actions: ['useKeys'] },
  environmentKeyMalformed: { short: 'Environment key malformed', actions: ['useKeys'] },
  environmentQuoted: { short: 'Quotes in the environment', actions: ['useKeys'] },
  noEnvironmentCredentials: { short: 'No credentials in the environment', actions: ['useKeys'] },
  noMetadataService: { short: 'No credentials in the environment', actions: ['useKeys'] },
  metadataNoRole: { short: 'This machine has no role', actions: ['useKeys', 'testAgain'] },
  metadataFailed: { short: 'Metadata service failed', actions: ['testAgain', 'useKeys'] },
  containerAddress: { short: 'Container address refused', actions: ['useKeys'] },
  containerCredentialsFailed: { short: 'Container credentials failed', actions: ['testAgain', 'useKeys'] },
  credentialsTimeout: { short: 'Metadata service too slow', actions: ['testAgain', 'useKeys'] },

  hostUnknown: { short: 'Server not found', actions: elsewhere },
  regionUnknown: { short: 'Region not found', actions: [edit('region'), 'testAgain'] },
  dnsUnavailable: { short: 'No answer from DNS', actions: ['testAgain'] },
  nothingListens: { short: 'Nothing listens', actions: ['startInstance', edit('server'), 'testAgain'] },
  unreachable: { short: 'Cannot be reached', actions: ['testAgain', edit('server')] },
  connectTimeout: { short: 'No connection in time', actions: ['testAgain', edit('server')] },
  connectionReset: { short: 'Connection closed', actions: ['testAgain', edit('server')] },
  answerTimeout: { short: 'No answer in time', actions: ['testAgain', 'openSettings'] },
  bodyStalled: { short: 'Answer stalled', actions: ['testAgain', 'openSettings'] },
  answerCut: { short: 'Answer cut off', actions: ['testAgain'] },
  answerTooLarge: { short: 'Answer too long', actions: elsewhere },
  deadline: { short: 'Deadline reached', actions: ['testAgain', 'openSettings'] },

  proxyUnknownHost: { short: 'Proxy not found', actions: ['testAgain'] },
  proxyUnreachable: { short: 'Proxy cannot be reached', actions: ['testAgain'] },
  proxyAuthentication: { short: 'Proxy wants a password', actions: ['testAgain'] },
  proxyRefused: { short: 'Proxy refuses', actions: owner },
  proxyCannotReach: { short: 'Proxy cannot reach it', actions: owner },
  proxySilent: { short: 'Proxy does not answer', actions: ['testAgain'] },
  proxyNotHttp: { short: 'Not an HTTP proxy', actions: ['testAgain'] },
  proxyUnsupported: { short: 'SOCKS proxy', actions: ['testAgain'] },

  selfSigned: { short: 'Certificate self-signed', actions: ['openSettings', edit('server')] },
  privateCa: { short: 'Certificate not trusted', actions: ['openSettings', edit('server')] },
  wrongName: { short: 'Certificate of another name', actions: [edit('server'), 'copyMessage'] },
  certificateExpired: { short: 'Certificate expired', actions: owner },
  certificateNotYetValid: { short: 'Certificate not valid yet', actions: owner },
  plainHttpOnTlsPort: { short: 'http where https was asked', actions: elsewhere },
  tlsPortGotHttp: { short: 'https where http was asked', actions: elsewhere },
  tlsVersion: { short: 'No common TLS version', actions: owner },
  tlsTimeout: { short: 'TLS does not answer', actions: elsewhere },
  tlsFailed: { short: 'TLS failed', actions: elsewhere },

  otherProtocol: { short: 'Another service answers', actions: elsewhere },
  notHttp: { short: 'Another service answers', actions: elsewhere },
  webPage: { short: 'A web page answers', actions: elsewhere },
  captivePortal: { short: 'Network asks to sign in', actions: ['testAgain'] },
  redirected: { short: 'Redirected', actions: elsewhere },
  otherJson: { short: 'Another service answers', actions: elsewhere },
  emptyAnswer: { short: 'Empty answer', actions: elsewhere },
  notDynamoDb: { short: 'Not DynamoDB', actions: elsewhere },
  notSts: { short: 'Not STS', actions: ['testAgain'] },
  serviceMismatch: { short: 'Another AWS service answers', actions: elsewhere },

  accessKeyUnknown: { short: 'Access key unknown', actions: ['pasteKeys', edit('accessKey')] },
  tokenMissing: { short: 'Session token missing', actions: ['pasteKeys', edit('sessionToken')] },
  tokenWithLongTermKey: { short: 'Token with a long-term key', actions: ['forgetToken', 'pasteKeys'] },
  tokenRejected: { short: 'Session token refused', actions: ['pasteKeys', edit('sessionToken')] },
  regionNotEnabled: { short: 'Region not enabled', actions: [edit('region'), 'copyMessage'] },
  accountSuspended: { short: 'Account suspended', actions: ['copyMessage', edit('accessKey')] },
  secretWrong: { short: 'Secret key wrong', actions: ['pasteKeys', edit('secretKey')] },
  malformedKey: { short: 'Access key malformed', actions: [edit('accessKey'), 'pasteKeys'] },
  notSigned: { short: 'Signature removed on the way', actions: owner },
  tokenExpired: { short: 'Keys expired', actions: ['pasteKeys', edit('accessKey')] },
  clockSkew: { short: 'Clock is wrong', actions: ['testAgain'] },
  clockOff: { short: 'Clock is wrong', actions: ['testAgain'] },
  regionMismatch: { short: 'Host of another Region', actions: [edit('region')] },
  localChecksCredentials: { short: 'Not a local instance', actions: [edit('server')] },

  listTablesNotAllowed: { short: 'ListTables not allowed', actions: policy },
  listTablesBoundary: { short: 'ListTables not allowed', actions: policy },
  listTablesOrganization: { short: 'ListTables denied', actions: ['copyMessage', 'copyPolicy'] },
  listTablesEndpoint: { short: 'ListTables denied', actions: policy },
  listTablesSession: { short: 'ListTables not allowed', actions: ['pasteKeys', 'copyPolicy'] },
  listTablesDenied: { short: 'ListTables denied', actions: ['copyMessage', 'copyPolicy'] },
  identityNotAllowed: { short: 'STS refused', actions: policy },
  roleRefused: { short: 'Role refused', actions: ['copyMessage', 'copyPolicy', edit('roleArn')] },
  roleNotAllowed: { short: 'Role not allowed', actions: policy },
  roleNotTrusted: { short: 'Role does not trust', actions: ['copyMessage', 'copyPolicy'] },
  roleBoundary: { short: 'Role not allowed', actions: policy },
  roleOrganization: { short: 'Role denied', actions: ['copyMessage', 'copyPolicy'] },
  roleEndpoint: { short: 'Role denied', actions: policy },
  roleSession: { short: 'Role not allowed', actions: ['copyPolicy', 'copyMessage'] },
  roleDenied: { short: 'Role denied', actions: ['copyMessage', 'copyPolicy'] },
  roleByRoot: { short: 'Keys of a root user', actions: ['pasteKeys', edit('accessKey')] },
  durationAboveMaximum: {
    short: 'Duration too long',
    actions: [setTo('durationSeconds', '3600'), edit('durationSeconds'), 'copyMessage'],
  },
  durationChaining: {
    short: 'Duration too long',
    actions: [setTo('durationSeconds', '3600'), edit('durationSeconds')],
  },
  roleInvalid: { short: 'Role ARN not accepted', actions: [edit('roleArn')] },
  stsDisabledInRegion: { short: 'STS not activated', actions: [edit('region'), 'copyMessage'] },
  throttled: { short: 'Throttled', actions: ['testAgain'] },
  serviceFault: { short: 'Error of AWS', actions: ['testAgain'] },
  serviceUnavailable: { short: 'Not available', actions: ['testAgain'] },

  accountUnexpected: { short: 'Another account', actions: [edit('expectedAccount'), edit('accessKey')] },

  sameInstance: { short: 'Same instance as the source', actions: [edit('server'), edit('port')] },
  sameAccount: { short: 'Same account as the source', actions: [edit('accessKey'), edit('roleArn')] },
  sameData: { short: 'Same data as the source', actions: [edit('accessKey'), edit('roleArn')] },

  unexpected: { short: 'Something unexpected', actions: ['testAgain'] },
}

const isOfTest = (code: FailureCode): code is TestFailureCode =>
  (testFailureCodes as readonly string[]).includes(code)

/** What the application can do about a cause, the likeliest first; nothing for a failure that no test reports. */
export function actionsFor(code: FailureCode): readonly RemedyAction[] {
  return isOfTest(code) ? remedies[code].actions : []
}

/** A cause in a few words, for one line of a list. */
export function shortCause(code: FailureCode): string {
  return isOfTest(code) ? remedies[code].short : 'Failed'
}
