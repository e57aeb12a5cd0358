import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { STSClient } from '@aws-sdk/client-sts'
import { createAgents } from './agents'
import type { Proxies } from '../network/proxies'
import { watchReplies } from '../failures/lastReply'
import type { Reply } from '../failures/lastReply'
import { loadDynamodb, loadSts } from './sdk'
import type { SecretsInUse } from '../run/secretsInUse'

/** The credentials that sign requests. */
export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string }

/** The target of requests. An absent URL means AWS's own endpoint in this region. */
export type Target = { local: boolean; region: string; dynamodbUrl?: URL; stsUrl?: URL }

export type AwsClient = DynamoDBClient | STSClient

/** The credentials for a local instance, which ignores the secret but may keep separate tables for each access key. */
export function localCredentials(accessKeyId: string): Credentials {
  return { accessKeyId, secretAccessKey: 'local' }
}

/** The clients of one test, created on demand and kept until `destroy`. */
export type Clients = {
  dynamodb: (target: Target, credentials: Credentials) => Promise<DynamoDBClient>
  sts: (target: Target, credentials: Credentials) => Promise<STSClient>
  destroy: () => void
}

type ClientDependencies = {
  /** The most milliseconds that any call may take. */
  limitMs: number
  now: () => number
  proxies: Proxies
  /** The trusted authorities; the runtime's if absent. */
  authorities: readonly string[] | undefined
  /** Receives every secret that requests are signed or sent with. */
  secrets: SecretsInUse
  /** Receives the beginning of every reply. */
  onReply: (reply: Reply) => void
}

/** Creates clients that read no file, no profile and no `AWS_*` variable, and that wait for a limited time. */
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
  // Clients share the measured clock offset, which saves the next one a refused request.
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
      // With a reason of its own, because the default one records where it was made, which takes its time.
      ended.abort(testEnded)
      for (const client of made) client.destroy()
    },
  }
}

/** The endpoints of DynamoDB and STS: the target's own, else AWS's in its region. Uses no network. */
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

const testEnded = new Error('The test has ended.')

const dynamodbOptions = {
  accountIdEndpointMode: 'disabled',
  endpointDiscoveryEnabledProvider: async () => false,
} as const

/**
 * Sets every option that the SDK would otherwise look up in the environment or in `~/.aws`. Two attempts: the second
 * corrects a wrong clock with the reply's date and repeats one throttled or cut request, neither of which is a fault of
 * the connection. The abort signal of each call limits both attempts together.
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
