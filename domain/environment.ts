/** What the application sees of its own environment, without any secret. */
export type EnvironmentView = {
  /** The last four characters of `TONIC_AWS_ACCESS_KEY_ID`; absent when it is not set. */
  accessKeyTail?: string
  /** Whether `TONIC_AWS_SECRET_ACCESS_KEY` is set. */
  secretKey: boolean
  /** `TONIC_AWS_REGION`. */
  region?: string
  /** Whether the variables of container credentials are set. */
  container: boolean
  /** `AWS_ENDPOINT_URL_DYNAMODB` and `AWS_ENDPOINT_URL_STS`, without user info. */
  dynamodbEndpoint?: string
  stsEndpoint?: string
}

/** Where base credentials would come from, in one sentence that a person can check. */
export function describeEnvironment(view: EnvironmentView): string {
  if (view.accessKeyTail !== undefined && view.secretKey) {
    return `TONIC_AWS_ACCESS_KEY_ID is set, ends in ${view.accessKeyTail}.`
  }
  if (view.accessKeyTail !== undefined) {
    return 'TONIC_AWS_ACCESS_KEY_ID is set, TONIC_AWS_SECRET_ACCESS_KEY is not. Both are needed.'
  }
  if (view.secretKey)
    return 'TONIC_AWS_SECRET_ACCESS_KEY is set, TONIC_AWS_ACCESS_KEY_ID is not. Both are needed.'
  if (view.container) return 'The IAM role of this container is used.'
  return 'TONIC_AWS_ACCESS_KEY_ID is not set: the IAM role of this machine is used, if it has one.'
}

/** A text that changes when base credentials would come from elsewhere. */
export function environmentIdentity(view: EnvironmentView): string {
  const from = view.accessKeyTail ?? (view.container ? 'container' : 'machine')
  return [from, view.secretKey ? 'secret' : 'none', view.region ?? ''].join(' ')
}
