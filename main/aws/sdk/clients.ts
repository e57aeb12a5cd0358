import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { STSClient } from '@aws-sdk/client-sts'
import { createAgents } from './agents'
import type { Proxies } from '../network/proxies'
import { watchReplies } from '../failures/lastReply'
import type { Reply } from '../failures/lastReply'
import { loadDynamodb, loadSts } from './sdk'
import type { SecretsInUse } from '../run/secretsInUse'

/** What requests are signed with. */
export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string }

/** Where requests go. An absent URL means where AWS has the service in this region. */
export type Target = { local: boolean; region: string; dynamodbUrl?: URL; stsUrl?: URL }

export type AwsClient = DynamoDBClient | STSClient

/** What a local instance is asked with: it looks at the access key, which may keep tables apart, and at no secret. */
export function localCredentials(accessKeyId: string): Credentials {
  return { accessKeyId, secretAccessKey: 'local' }
}

/** The clients of one test. They are made on demand and live until `destroy`. */
export type Clients = {
  dynamodb: (target: Target, credentials: Credentials) => Promise<DynamoDBClient>
  sts: (target: Target, credentials: Credentials) => Promise<STSClient>
  destroy: () => void
}

type ClientDependencies = {
  /** The longest that anything may take. */
  limitMs: number
  now: () => number
  proxies: Proxies
  /** The authorities that are trusted; the runtime's own when absent. */
  authorities: readonly string[] | undefined
  /** Learns every secret that requests are signed or sent with. */
  secrets: SecretsInUse
  /** Hears the beginning of every reply. */
  onReply: (reply: Reply) => void
}

/** Makes clients that read no file, no profile and no `AWS_*` variable, and wait at most so many milliseconds. */
export function createClients({
  limitMs,
  now,
  proxies,
  authorities,
  secrets,
  onReply,
}: ClientDependencies): Clients {
  const made: AwsClient[] = []
  const ended = new AbortController()
  const kept = <C extends AwsClient>(client: C): C => {
    watchReplies(client, now, onReply)
    made.push(client)
    return client
  }
  // What one client learns about this machine's clock spares the next its first refusal.
  const clock = () => ({
    systemClockOffset: made.map(({ config }) => config.systemClockOffset).find((offset) => offset !== 0) ?? 0,
  })
  const options = async (url: URL, region: string, credentials: Credentials) => {
    secrets.add(credentials.secretAccessKey)
    secrets.add(credentials.sessionToken)
    return {
      ...fixedOptions,
      ...clock(),
      region,
      credentials,
      requestHandler: {
        connectionTimeout: Math.min(5_000, limitMs),
        requestTimeout: limitMs,
        socketTimeout: limitMs,
        throwOnRequestTimeout: true,
        ...createAgents({ proxy: await proxies.of(url), authorities, signal: ended.signal }),
      },
    }
  }
  return {
    async dynamodb(target, credentials) {
      const { DynamoDBClient } = await loadDynamodb()
      const url = target.dynamodbUrl ?? (await findEndpoints(target)).dynamodb
      return kept(
        new DynamoDBClient({
          ...(await options(url, target.region, credentials)),
          ...dynamodbOptions,
          ...(target.dynamodbUrl && { endpoint: target.dynamodbUrl.href }),
        }),
      )
    },
    async sts(target, credentials) {
      const { STSClient } = await loadSts()
      const url = target.stsUrl ?? (await findEndpoints(target)).sts
      return kept(
        new STSClient({
          ...(await options(url, target.region, credentials)),
          ...(target.stsUrl && { endpoint: target.stsUrl.href }),
        }),
      )
    },
    destroy: () => {
      ended.abort()
      for (const client of made) client.destroy()
    },
  }
}

/** Where AWS has DynamoDB and STS in the target's region, or where the target says; asks no network. */
export async function findEndpoints(target: Target): Promise<{ dynamodb: URL; sts: URL }> {
  const [{ DynamoDBClient }, { STSClient }] = await Promise.all([loadDynamodb(), loadSts()])
  const { region } = target
  const parameters = { Region: region, UseDualStack: false, UseFIPS: false }
  const nobody = { region, credentials: localCredentials('nobody') }
  const dynamodb = new DynamoDBClient({ ...fixedOptions, ...dynamodbOptions, ...nobody })
  const sts = new STSClient({ ...fixedOptions, ...nobody })
  return {
    dynamodb: target.dynamodbUrl ?? dynamodb.config.endpointProvider(parameters).url,
    sts: target.stsUrl ?? sts.config.endpointProvider(parameters).url,
  }
}

const dynamodbOptions = {
  accountIdEndpointMode: 'disabled',
  endpointDiscoveryEnabledProvider: async () => false,
} as const

/**
 * Every option that would otherwise be looked up in the environment or in `~/.aws`, spelled out.
 * Two attempts: the second corrects a wrong clock from the reply's date and rides over one throttled or cut request,
 * neither of which says anything about the connection. The abort signal of each call bounds both attempts together.
 */
const fixedOptions = {
  maxAttempts: 2,
  retryMode: 'standard',
  defaultsMode: 'standard',
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  ignoreConfiguredEndpointUrls: true,
  disableClockSkewCorrection: false,
  authSchemePreference: async () => [],
  userAgentAppId: async () => undefined,
} as const
