import { readAccessKey } from '../../../domain/connection/accessKey'
import type { EnvironmentView } from '../../../domain/connection/environment'

/** The environment variables of the application, as `process.env` has them. */
export type Environment = Record<string, string | undefined>

/** The trimmed value of a variable; undefined when it is not set or empty. */
export function readVariable(environment: Environment, name: string): string | undefined {
  return environment[name]?.trim() || undefined
}

/** Reads the parts of the environment that decide what a test reaches: no secrets, no user info. */
export function viewEnvironment(environment: Environment): EnvironmentView {
  const read = (name: string) => readVariable(environment, name)
  const accessKey = read('TONIC_AWS_ACCESS_KEY_ID')
  const region = read('TONIC_AWS_REGION')
  const endpoint = read('AWS_ENDPOINT_URL')
  const dynamodbEndpoint = read('AWS_ENDPOINT_URL_DYNAMODB')
  const stsEndpoint = read('AWS_ENDPOINT_URL_STS')
  return {
    ...(accessKey && { accessKeyTail: accessKey.slice(-4), accessKeyKind: readAccessKey(accessKey).kind }),
    secretKey: read('TONIC_AWS_SECRET_ACCESS_KEY') !== undefined,
    ...(region && { region }),
    container: hasContainerCredentials(environment),
    ...(endpoint && { endpoint: showEndpoint(endpoint) }),
    ...(dynamodbEndpoint && { dynamodbEndpoint: showEndpoint(dynamodbEndpoint) }),
    ...(stsEndpoint && { stsEndpoint: showEndpoint(stsEndpoint) }),
  }
}

/** Whether the variables that ECS sets for a task role are present. */
export function hasContainerCredentials(environment: Environment): boolean {
  return (
    readVariable(environment, 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI') !== undefined ||
    readVariable(environment, 'AWS_CONTAINER_CREDENTIALS_FULL_URI') !== undefined
  )
}

/** Parses the URL of an endpoint variable; undefined if requests cannot be sent to it. */
export function readEndpoint(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '' ? url : undefined
}

// User info and query may contain secrets of a proxy or gateway.
function showEndpoint(text: string): string {
  const url = readEndpoint(text)
  return url ? `${url.protocol}//${url.host}${url.pathname.replace(/\/$/, '')}` : 'not an http or https URL'
}
