import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { AssumeRoleCommand, STSClient, type AssumeRoleCommandInput } from '@aws-sdk/client-sts'
import type { AwsDouble } from './awsDouble'
import { HOME_REGION } from './world'

export interface Key {
  readonly keyId: string
  readonly secret: string
  readonly token?: string
}

export interface ClientOptions {
  readonly region?: string
  readonly maxAttempts?: number
}

/** Makes an STS client of the real SDK that talks to the double and reads nothing from this computer. */
export function stsClient(double: AwsDouble, key: Key, options: ClientOptions = {}): STSClient {
  return new STSClient(settings(double, key, options))
}

/** Makes a DynamoDB client of the real SDK that talks to the double and reads nothing from this computer. */
export function dynamoClient(double: AwsDouble, key: Key, options: ClientOptions = {}): DynamoDBClient {
  return new DynamoDBClient({
    ...settings(double, key, options),
    accountIdEndpointMode: 'disabled',
    endpointDiscoveryEnabledProvider: async () => false,
  })
}

export interface Assumed {
  readonly arn: string | undefined
  readonly id: string | undefined
  readonly seconds: number
  readonly key: Key
}

/** Assumes a role in a session called `visit` and gives its ARN, unique ID, seconds left and key. */
export async function assumeRole(
  double: AwsDouble,
  key: Key,
  arn: string | undefined,
  input: Partial<AssumeRoleCommandInput> = {},
): Promise<Assumed> {
  const command = new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: 'visit', ...input })
  const { AssumedRoleUser, Credentials } = await stsClient(double, key).send(command)
  if (!AssumedRoleUser || !Credentials?.Expiration) throw new Error('No credentials were given')
  return {
    arn: AssumedRoleUser.Arn,
    id: AssumedRoleUser.AssumedRoleId,
    seconds: (Credentials.Expiration.getTime() - Date.now()) / 1000,
    key: {
      keyId: Credentials.AccessKeyId ?? '',
      secret: Credentials.SecretAccessKey ?? '',
      token: Credentials.SessionToken ?? '',
    },
  }
}

export interface Failure {
  readonly name: string
  readonly status: number | undefined
  readonly message: string
}

/** Returns name, HTTP status and message of the error a call must end with. */
export async function failureOf(call: Promise<unknown>): Promise<Failure> {
  const error: unknown = await call.then(
    () => {
      throw new Error('The call was expected to fail')
    },
    (reason: unknown) => reason,
  )
  if (!(error instanceof Error)) throw new Error(`Not an error: ${String(error)}`)
  return { name: error.name, status: statusOf(error), message: error.message }
}

function statusOf(error: Error & { $metadata?: { httpStatusCode?: number } }): number | undefined {
  return error.$metadata?.httpStatusCode
}

function settings(double: AwsDouble, { keyId, secret, token }: Key, options: ClientOptions) {
  return {
    region: options.region ?? HOME_REGION,
    endpoint: double.url,
    credentials: {
      accessKeyId: keyId,
      secretAccessKey: secret,
      ...(token !== undefined && { sessionToken: token }),
    },
    maxAttempts: options.maxAttempts ?? 1,
    retryMode: 'standard',
    defaultsMode: 'standard',
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    ignoreConfiguredEndpointUrls: true,
    disableClockSkewCorrection: false,
    authSchemePreference: async () => [],
    userAgentAppId: async () => undefined,
  } as const
}
