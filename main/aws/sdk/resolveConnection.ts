import { readRoleArn } from '../../../domain/connection/arn'
import { fieldLabels } from '../../../domain/connection/connection'
import { waitsForFields, readConnection } from '../../../domain/connection/connectionRules'
import { regionOf } from '../../../domain/connection/connectionSchemas'
import type { ConnectionForm, FieldName } from '../../../domain/connection/connection'
import type { FormContext, Problem } from '../../../domain/connection/connectionRules'
import type { Connection, LocalConnection } from '../../../domain/connection/connectionSchemas'
import type { Failure } from '../../../domain/failure'
import { hostAndPort } from '../../../domain/connection/localHost'
import { findRegion, isRegionCode } from '../../../domain/connection/regions'
import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { describeCause } from '../failures/causes'
import type { Target } from './clients'
import { readEndpoint, readVariable } from '../run/environment'
import type { Environment } from '../run/environment'
import type { Passed } from '../run/stages'

export type CloudConnection = Exclude<Connection, LocalConnection>

/** A complete connection and the target of its requests. */
export type ResolvedConnection =
  | { kind: 'local'; connection: LocalConnection; target: Target & { dynamodbUrl: URL } }
  | { kind: 'cloud'; connection: CloudConnection; target: Target }

/** Resolves a form and the environment to what is tested; a failure names what is missing or wrong. */
export function resolveConnection(
  form: ConnectionForm,
  context: FormContext,
  environment: Environment,
): Result<Passed<ResolvedConnection>> {
  const reading = readConnection(form, context)
  if (!reading.ok) return failed(incomplete(reading.problems))
  const { connection } = reading
  return connection.kind === 'local'
    ? readLocal(connection)
    : readCloud(connection, regionOf(connection, context.environmentRegion), environment)
}

function readLocal(connection: LocalConnection): Result<Passed<ResolvedConnection>> {
  const { server, port, localRegion: region } = connection
  const place = hostAndPort(server.host, port)
  const address = `${server.protocol ?? 'http'}://${place}`
  // A well-formed host may still be invalid in a URL, for example an IPv6 address with a zone.
  if (!URL.canParse(address)) {
    return failed({
      code: 'settingsIncomplete',
      message: `Server: requests cannot be sent to ${place}.`,
      remedy: 'Enter a host name, or the address without a zone.',
    })
  }
  const target = { local: true, region, dynamodbUrl: new URL(address) }
  return ok({ text: address, value: { kind: 'local', connection, target } })
}

function readCloud(
  connection: CloudConnection,
  region: string,
  environment: Environment,
): Result<Passed<ResolvedConnection>> {
  if (!isRegionCode(region)) {
    return failed({
      code: 'settingsIncomplete',
      message: 'TONIC_AWS_REGION is not a region code. One looks like eu-west-1.',
      remedy: 'Choose a region under AWS Region, or correct the variable and start again.',
    })
  }
  const partition = findRegion(region)?.partition
  const role = connection.kind === 'assumeRole' ? readRoleArn(connection.roleArn) : undefined
  if (role?.ok && partition !== undefined && role.value.partition !== partition) {
    return failed(
      describeCause(
        'rolePartition',
        { rolePartition: role.value.partition, region, partition },
        regionIn(connection),
      ),
    )
  }
  const [dynamodbUrl, stsUrl] = ['AWS_ENDPOINT_URL_DYNAMODB', 'AWS_ENDPOINT_URL_STS'].map((own) => {
    const name = [own, 'AWS_ENDPOINT_URL'].find((one) => readVariable(environment, one) !== undefined)
    return name === undefined ? undefined : { name, url: readEndpoint(readVariable(environment, name) ?? '') }
  })
  const bad = [dynamodbUrl, stsUrl].find((endpoint) => endpoint && !endpoint.url)
  if (bad) {
    return failed({
      code: 'settingsIncomplete',
      message: `${bad.name} is not an http or https URL.`,
      remedy: 'Correct the variable, or unset it, and start again.',
    })
  }
  const target = {
    local: false,
    region,
    ...(dynamodbUrl?.url && { dynamodbUrl: dynamodbUrl.url }),
    ...(stsUrl?.url && { stsUrl: stsUrl.url }),
  }
  const from = connection.region === '' ? ', from TONIC_AWS_REGION' : ''
  return ok({ text: `Region ${region}${from}`, value: { kind: 'cloud', connection, target } })
}

/** Where a connection's region comes from, if not from its own field. */
export function regionIn(connection: Connection): 'environment' | undefined {
  return connection.kind !== 'local' && connection.region === '' ? 'environment' : undefined
}

const codes: Partial<Record<FieldName, Failure['code']>> = {
  secretKey: 'secretMissing',
  sessionToken: 'tokenMissing',
}

function incomplete(problems: readonly Problem[]): Failure {
  const [first, ...more] = problems
  if (first && more.length === 0) {
    return {
      code: codes[first.field] ?? 'settingsIncomplete',
      message: `${fieldLabels[first.field]}: ${first.sentence}`,
      remedy: `Correct ${fieldLabels[first.field]}, then run the test again.`,
    }
  }
  return waitsForFields(problems)
}
