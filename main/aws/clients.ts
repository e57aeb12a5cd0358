import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { STSClient } from '@aws-sdk/client-sts'
import { loadDynamodb, loadSts } from './sdk'

/** What requests are signed with. */
export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string }

/** Where requests go. An absent URL means where AWS has the service in this region. */
export type Target = { local: boolean; region: string; dynamodbUrl?: URL; stsUrl?: URL }

/** A local instance takes any credentials; these keep its tables together, since it may separate them by key. */
export const localCredentials: Credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
export const localRegion = 'us-east-1'

/** The clients of one test. They are made on demand and live until `destroy`. */
export type Clients = {
  dynamodb: (target: Target, credentials: Credentials) => Promise<DynamoDBClient>
  sts: (target: Target, credentials: Credentials) => Promise<STSClient>
  destroy: () => void
}

/** Makes clients that read no file, no profile and no `AWS_*` variable, and wait at most so many milliseconds. */
export function createClients(limitMs: number): Clients {
  const made: (DynamoDBClient | STSClient)[] = []
  const kept = <C extends DynamoDBClient | STSClient>(client: C): C => {
    made.push(client)
    return client
  }
  // What one client learns about this machine's clock spares the next its first refusal.
  const clock = () => ({
    systemClockOffset: made.map(({ config }) => config.systemClockOffset).find((offset) => offset !== 0) ?? 0,
  })
  return {
    async dynamodb(target, credentials) {
      const { DynamoDBClient } = await loadDynamodb()
      return kept(
        new DynamoDBClient({
          ...options(target, credentials, limitMs),
          ...clock(),
          accountIdEndpointMode: 'disabled',
          endpointDiscoveryEnabledProvider: async () => false,
          ...(target.dynamodbUrl && { endpoint: target.dynamodbUrl.href }),
        }),
      )
    },
    async sts(target, credentials) {
      const { STSClient } = await loadSts()
      return kept(
        new STSClient({
          ...options(target, credentials, limitMs),
          ...clock(),
          ...(target.stsUrl && { endpoint: target.stsUrl.href }),
        }),
      )
    },
    destroy: () => {
      for (const client of made) client.destroy()
    },
  }
}

/** Where AWS has DynamoDB and STS in the target's region, or where the target says; asks no network. */
export async function findEndpoints(target: Target, clients: Clients): Promise<{ dynamodb: URL; sts: URL }> {
  const parameters = { Region: target.region, UseDualStack: false, UseFIPS: false }
  const { config: dynamodb } = await clients.dynamodb(target, localCredentials)
  const { config: sts } = await clients.sts(target, localCredentials)
  return {
    dynamodb: target.dynamodbUrl ?? dynamodb.endpointProvider(parameters).url,
    sts: target.stsUrl ?? sts.endpointProvider(parameters).url,
  }
}

/**
 * Every option that would otherwise be looked up in the environment or in `~/.aws`, spelled out.
 * Two attempts: the second corrects a wrong clock from the reply's date and rides over one throttled or cut request,
 * neither of which says anything about the connection. The abort signal of each call bounds both attempts together.
 */
function options({ region }: Target, credentials: Credentials, limitMs: number) {
  return {
    region,
    credentials,
    maxAttempts: 2,
    retryMode: 'standard',
    defaultsMode: 'standard',
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    ignoreConfiguredEndpointUrls: true,
    disableClockSkewCorrection: false,
    authSchemePreference: async () => [],
    userAgentAppId: async () => undefined,
    requestHandler: {
      connectionTimeout: Math.min(5_000, limitMs),
      requestTimeout: limitMs,
      socketTimeout: limitMs,
      throwOnRequestTimeout: true,
    },
  } as const
}
