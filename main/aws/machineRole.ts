import type { Failure } from '../../domain/failure'
import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import type { Credentials } from './clients'
import { readEndpoint, readVariable } from './environment'
import type { Environment } from './environment'
import { detailOf, readError } from './errorFacts'
import { timeUp, withTimer } from './limits'
import { loadMetadata } from './sdk'
import type { Passed, StageTools } from './stages'

/** How long a metadata service may take altogether. It is on the machine or its host: it answers at once or not at all. */
const limitMs = 3_000

/** What each request may take, and no fallback to the metadata service's first version, which needs no token. */
const patience = { timeout: 1_000, maxRetries: 0, ec2MetadataV1Disabled: true }

const useKeys = 'Set TONIC_AWS_ACCESS_KEY_ID and TONIC_AWS_SECRET_ACCESS_KEY, or choose User Credentials.'

/** The credentials of the IAM role of this machine, from the EC2 instance metadata service. */
export async function machineRole(
  environment: Environment,
  tools: StageTools,
): Promise<Result<Passed<Credentials>>> {
  if (readVariable(environment, 'AWS_EC2_METADATA_DISABLED')?.toLowerCase() === 'true') {
    return failed({
      code: 'noEnvironmentCredentials',
      message:
        'No credentials are set, and AWS_EC2_METADATA_DISABLED keeps this machine from asking for its IAM role.',
      remedy: useKeys,
    })
  }
  tools.waitFor('the instance metadata service')
  const { fromInstanceMetadata } = await loadMetadata()
  return ask(fromInstanceMetadata(patience), 'IAM role of this machine', tools)
}

/** The credentials of the IAM role of this container, from the address that ECS puts into the environment. */
export async function containerRole(
  environment: Environment,
  tools: StageTools,
): Promise<Result<Passed<Credentials>>> {
  const full = readVariable(environment, 'AWS_CONTAINER_CREDENTIALS_FULL_URI')
  const relative = readVariable(environment, 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI')
  const host = full === undefined ? undefined : readEndpoint(full)?.hostname
  // The SDK's own rule: credentials are taken from ECS and from this machine, from nobody else.
  if (relative === undefined && host !== 'localhost' && host !== '127.0.0.1') {
    return failed({
      code: 'noEnvironmentCredentials',
      message: 'AWS_CONTAINER_CREDENTIALS_FULL_URI names a place that credentials are not taken from.',
      remedy: useKeys,
    })
  }
  tools.waitFor('the container credentials service')
  const { fromContainerMetadata } = await loadMetadata()
  return ask(fromContainerMetadata(patience), 'IAM role of this container', tools)
}

type Provided = { accessKeyId: string; secretAccessKey: string; sessionToken?: string }

async function ask(
  provider: () => Promise<Provided>,
  text: string,
  { signal }: StageTools,
): Promise<Result<Passed<Credentials>>> {
  try {
    // The provider takes no signal and cannot be hurried; it is raced, and left behind when it is late.
    const found = await withTimer(limitMs, signal, () => provider())
    const { accessKeyId, secretAccessKey, sessionToken } = found
    return ok({ text, value: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) } })
  } catch (error) {
    if (signal.aborted) throw error
    return failed(error === timeUp ? tooSlow : failureOf(error))
  }
}

const tooSlow: Failure = {
  code: 'credentialsTimeout',
  message: `The metadata service of this machine did not finish its answer within ${limitMs / 1_000} s.`,
  remedy: 'Test again. If it stays slow, use access keys instead.',
}

function failureOf(error: unknown): Failure {
  const facts = readError(error)
  const status = statusOf(error)
  const detail = { ...detailOf(facts), ...(status !== undefined && { status }) }
  // An answer that is an HTTP error or not a set of credentials: somebody is there, but has no role to give.
  if (status !== undefined || ['CredentialsProviderError', 'SyntaxError'].includes(facts.name)) {
    const message = 'The metadata service answers, but this machine has no IAM role that gives credentials.'
    return {
      code: 'noEnvironmentCredentials',
      message,
      remedy: `Attach a role to the machine. Or: ${useKeys}`,
      detail,
    }
  }
  const message =
    'No credentials are set, and this machine has no metadata service that would give it an IAM role.'
  return { code: 'noMetadataService', message, remedy: useKeys, detail }
}

function statusOf(error: unknown): number | undefined {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
  return typeof status === 'number' ? status : undefined
}
