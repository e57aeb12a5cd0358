import type { AccessKeyFacts } from './accessKey'
import { kindOf } from './connection'
import type { ConnectionForm } from './connection'

/** The application's environment variables, without secrets. */
export type EnvironmentView = {
  /** The last four characters of `TONIC_AWS_ACCESS_KEY_ID`; absent when it is not set. */
  accessKeyTail?: string
  /** The kind of key that its prefix shows; absent when it is not set. */
  accessKeyKind?: AccessKeyFacts['kind']
  /** Whether `TONIC_AWS_SECRET_ACCESS_KEY` is set. */
  secretKey: boolean
  /** `TONIC_AWS_REGION`. */
  region?: string
  /** Whether the variables of container credentials are set. */
  container: boolean
  /** `AWS_ENDPOINT_URL` without user info; used for a service without its own variable. */
  endpoint?: string
  /** `AWS_ENDPOINT_URL_DYNAMODB` and `AWS_ENDPOINT_URL_STS`, without user info. */
  dynamodbEndpoint?: string
  stsEndpoint?: string
}

/** The kind of base credentials, as far as the environment shows; a machine role might not exist. */
export type BaseCredentials = AccessKeyFacts['kind'] | 'machineRole' | 'containerRole'

/** The kind of the base credentials; undefined when the environment has only half of a key pair. */
export function baseCredentialsOf(view: EnvironmentView): BaseCredentials | undefined {
  if (view.accessKeyTail === undefined && !view.secretKey) {
    return view.container ? 'containerRole' : 'machineRole'
  }
  return view.secretKey ? view.accessKeyKind : undefined
}

/** Says in one sentence where base credentials would come from. */
export function describeEnvironment(view: EnvironmentView): string {
  if (view.accessKeyTail !== undefined && view.secretKey) {
    if (view.accessKeyKind === 'temporary') {
      return 'TONIC_AWS_ACCESS_KEY_ID contains a temporary key. AWS refuses a temporary key without its session token, and this application has no variable for the token. Set TONIC_AWS_ACCESS_KEY_ID and TONIC_AWS_SECRET_ACCESS_KEY to a key that begins with AKIA, then restart the application.'
    }
    return `TONIC_AWS_ACCESS_KEY_ID is set and ends in ${view.accessKeyTail}.`
  }
  if (view.accessKeyTail !== undefined) {
    return 'TONIC_AWS_ACCESS_KEY_ID is set, but TONIC_AWS_SECRET_ACCESS_KEY is not. Set both, then restart the application.'
  }
  if (view.secretKey)
    return 'TONIC_AWS_SECRET_ACCESS_KEY is set, but TONIC_AWS_ACCESS_KEY_ID is not. Set both, then restart the application.'
  if (view.container) return 'Uses the IAM role of this container.'
  return 'TONIC_AWS_ACCESS_KEY_ID is not set. Uses the IAM role of this machine, if it has one.'
}

/** Lists every variable that the application reads, by name, with the part of it that may be shown. */
export function environmentFacts(view: EnvironmentView): { name: string; value: string }[] {
  const { accessKeyTail, region, endpoint, dynamodbEndpoint, stsEndpoint } = view
  const unset = 'not set'
  return [
    {
      name: 'TONIC_AWS_ACCESS_KEY_ID',
      value: accessKeyTail === undefined ? unset : `set, ends in ${accessKeyTail}`,
    },
    { name: 'TONIC_AWS_SECRET_ACCESS_KEY', value: view.secretKey ? 'set' : unset },
    { name: 'TONIC_AWS_REGION', value: region ?? unset },
    { name: 'AWS_ENDPOINT_URL', value: endpoint ?? unset },
    { name: 'AWS_ENDPOINT_URL_DYNAMODB', value: dynamodbEndpoint ?? unset },
    { name: 'AWS_ENDPOINT_URL_STS', value: stsEndpoint ?? unset },
    { name: 'AWS_CONTAINER_CREDENTIALS_…_URI', value: view.container ? 'set' : unset },
  ]
}

/** The endpoint that replaces AWS's: a service's own variable, else the one for all services. */
export function endpointsIn({ endpoint, dynamodbEndpoint, stsEndpoint }: EnvironmentView): {
  dynamodb?: string | undefined
  sts?: string | undefined
} {
  return { dynamodb: dynamodbEndpoint ?? endpoint, sts: stsEndpoint ?? endpoint }
}

/**
 * Identifies what a form uses from the environment: base credentials, the region if the form has none, the endpoints.
 * The same for all environments if the form uses nothing from them.
 */
export function environmentIdentity(form: ConnectionForm, view: EnvironmentView): string {
  const kind = kindOf(form)
  if (kind === 'local') return ''
  const base = view.accessKeyTail ?? (view.container ? 'container' : 'machine')
  const credentials = kind === 'userCredentials' ? [] : [base, view.secretKey ? 'secret' : 'none']
  const region = form.region.trim() === '' ? (view.region ?? '') : ''
  const { dynamodb = '', sts = '' } = endpointsIn(view)
  return [...credentials, region, dynamodb, sts].join(' ')
}
