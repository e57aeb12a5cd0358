import type { Failure } from '../../domain/failure'
import { findRegion } from '../../domain/regions'
import type { Endpoint } from './networkFailures'
import { roleRefused } from './roleRefusals'

/** One call to AWS or to a local instance, as far as its failures need it. */
export type Call = Endpoint & {
  action: 'AssumeRole' | 'GetCallerIdentity' | 'ListTables'
  region: string
  accessKeyId: string
  /** Whether a session token is sent, and whether a person entered it or a role gave it out. */
  token: 'none' | 'entered' | 'given'
  /** Who calls, and which role is asked for, where known. */
  caller?: string | undefined
  role?: string | undefined
  durationSeconds?: number | undefined
}

/** The words of a failure, before the evidence is added. */
export type Words = Pick<Failure, 'code' | 'message' | 'remedy'>

const renewal = {
  none: 'Check the access key for typing, and that it is active in IAM.',
  entered:
    'Get new temporary credentials and enter all three values again: access key, secret key and token.',
  given: 'Test again: the role gives out new temporary credentials.',
}

/** The access key is unknown, inactive, of another partition or region, or does not go with the token. */
export function accessKeyUnknown({ region, accessKeyId, token, local }: Call): Words {
  if (local) return notForLocal('accessKeyUnknown')
  const code = 'accessKeyUnknown'
  if (token === 'entered' && accessKeyId.startsWith('AKIA')) {
    const message = 'AWS does not take this access key together with a session token.'
    return { code, message, remedy: 'A key that begins with AKIA takes no session token: forget the token.' }
  }
  if (token === 'none' && accessKeyId.startsWith('ASIA')) {
    const message = 'AWS does not know this access key without its session token.'
    return { code, message, remedy: 'A key that begins with ASIA is used together with its session token.' }
  }
  const remedy = renewal[token]
  const listed = findRegion(region)
  if (listed?.optIn) {
    const first = `First check that ${region} is switched on for the account, under Account, AWS Regions.`
    return { code, message: `AWS does not know this access key in ${region}.`, remedy: `${first} ${remedy}` }
  }
  const message =
    token === 'none'
      ? 'AWS does not know this access key.'
      : 'AWS does not know this access key with this session token.'
  return { code, message, remedy }
}

/** The access key holds characters that cannot be part of one. */
export function accessKeyMalformed({ local }: Call): Words {
  if (local) return notForLocal('accessKeyUnknown')
  const message = 'The access key contains characters that no access key has.'
  return { code: 'accessKeyUnknown', message, remedy: 'Enter the access key again.' }
}

/** The account cannot use the service: AWS says that the key needs a subscription. */
export function accountNotSubscribed(): Words {
  const message = 'The AWS account of this access key is suspended, or not signed up for the service.'
  return { code: 'accessKeyUnknown', message, remedy: 'Ask the administrator of the account.' }
}

/** The signature does not match: three causes under one name, told apart by AWS's message as nothing else does. */
export function signatureRefused(call: Call, message: string, minutesOff: number | undefined): Words {
  if (call.local) return notForLocal('secretWrong')
  if (/^Signature (expired|not yet current)/.test(message)) return clockIsOff(minutesOff)
  if (message.startsWith('Credential should be scoped')) {
    const told = `${call.host} does not serve the region ${call.region}.`
    const remedy = 'Choose the region that the endpoint belongs to, or check the AWS_ENDPOINT_URL variables.'
    return { code: 'regionUnknown', message: told, remedy }
  }
  const told = 'The secret key does not belong to this access key.'
  const remedy =
    'Enter the secret key again, whole. One that is lost cannot be shown again: make a new access key.'
  return { code: 'secretWrong', message: told, remedy }
}

/** The clock of this machine is so far off that AWS refuses its signatures. */
export function clockIsOff(minutesOff: number | undefined): Words {
  const far = minutesOff ? `${Math.abs(minutesOff)} minutes ${minutesOff > 0 ? 'behind' : 'ahead'}` : 'off'
  const message = `The clock of this machine is ${far}. AWS refuses signatures with a wrong time.`
  return { code: 'clockSkew', message, remedy: 'Let the operating system set the clock, and test again.' }
}

/** Temporary credentials are over. */
export function tokenExpired({ local, token }: Call): Words {
  if (local) return notForLocal('tokenExpired')
  return { code: 'tokenExpired', message: 'The temporary credentials have run out.', remedy: renewal[token] }
}

/** Access denied: another cause for every action. */
export function accessDenied(call: Call): Words | undefined {
  if (call.local) return notForLocal('listTablesNotAllowed')
  if (call.action === 'AssumeRole') return roleRefused(call)
  if (call.action !== 'ListTables') return undefined
  const message = 'The credentials work, but they may not list tables.'
  const remedy = `Allow dynamodb:ListTables on Resource * for ${call.caller ?? 'this identity'}.`
  return { code: 'listTablesNotAllowed', message, remedy }
}

function notForLocal(code: Failure['code']): Words {
  const message = 'This server checks credentials, which a local instance does not.'
  return {
    code,
    message,
    remedy: 'Check Server and Port. For DynamoDB in the cloud, turn off Use Local DynamoDB Instance.',
  }
}
