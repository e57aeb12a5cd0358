import { describe, expect, it } from 'vitest'
import { blankConnection } from './connection'
import type { CloudWay, ConnectionForm } from './connection'
import {
  baseCredentialsOf,
  describeEnvironment,
  endpointsIn,
  environmentFacts,
  environmentIdentity,
} from './environment'
import type { EnvironmentView } from './environment'

const nothing: EnvironmentView = { secretKey: false, container: false }
const complete: EnvironmentView = {
  accessKeyTail: 'Q7ML',
  secretKey: true,
  region: 'eu-west-1',
  container: false,
}

describe('describeEnvironment', () => {
  it.each([
    [complete, 'TONIC_AWS_ACCESS_KEY_ID is set and ends in Q7ML.'],
    [
      { ...complete, accessKeyKind: 'temporary' },
      'TONIC_AWS_ACCESS_KEY_ID contains a temporary key. AWS refuses a temporary key without its session token, and this application has no variable for the token. Set TONIC_AWS_ACCESS_KEY_ID and TONIC_AWS_SECRET_ACCESS_KEY to a key that begins with AKIA, then restart the application.',
    ],
    [{ ...complete, container: true }, 'TONIC_AWS_ACCESS_KEY_ID is set and ends in Q7ML.'],
    [
      { ...nothing, accessKeyTail: 'Q7ML' },
      'TONIC_AWS_ACCESS_KEY_ID is set, but TONIC_AWS_SECRET_ACCESS_KEY is not. Set both, then restart the application.',
    ],
    [
      { ...nothing, secretKey: true, container: true },
      'TONIC_AWS_SECRET_ACCESS_KEY is set, but TONIC_AWS_ACCESS_KEY_ID is not. Set both, then restart the application.',
    ],
    [{ ...nothing, container: true }, 'Uses the IAM role of this container.'],
    [nothing, 'TONIC_AWS_ACCESS_KEY_ID is not set. Uses the IAM role of this machine, if it has one.'],
  ] as [EnvironmentView, string][])('of %j', (view, sentence) => {
    expect(describeEnvironment(view)).toBe(sentence)
  })
})

it.each<[EnvironmentView, ReturnType<typeof baseCredentialsOf>]>([
  [{ ...complete, accessKeyKind: 'longTerm' }, 'longTerm'],
  [{ ...complete, accessKeyKind: 'temporary', container: true }, 'temporary'],
  [{ ...complete, accessKeyKind: 'longTerm', secretKey: false }, undefined],
  [{ ...nothing, secretKey: true }, undefined],
  [{ ...nothing, container: true }, 'containerRole'],
  [nothing, 'machineRole'],
])('the base credentials of %j are %s', (view, base) => {
  expect(baseCredentialsOf(view)).toBe(base)
})

describe('environmentIdentity', () => {
  const form = (way: CloudWay, region = ''): ConnectionForm => ({ ...blankConnection(), way, region })
  const views: Record<string, EnvironmentView> = {
    container: { ...nothing, container: true },
    'secret key': { ...nothing, secretKey: true },
    'access key': { ...nothing, accessKeyTail: 'Q7ML' },
    region: { ...nothing, region: 'eu-west-1' },
    'DynamoDB endpoint': { ...nothing, dynamodbEndpoint: 'http://localhost:4566' },
    'STS endpoint': { ...nothing, stsEndpoint: 'http://localhost:4566' },
  }
  const credentials = ['container', 'secret key', 'access key']
  const endpoints = ['DynamoDB endpoint', 'STS endpoint']

  it.each([
    ['assumeRole', form('assumeRole'), [...credentials, 'region', ...endpoints]],
    ['environment', form('environment'), [...credentials, 'region', ...endpoints]],
    [
      'environment, with a region of its own',
      form('environment', 'eu-west-2'),
      [...credentials, ...endpoints],
    ],
    ['userCredentials', form('userCredentials', 'eu-west-2'), endpoints],
    ['local', { ...form('environment'), useLocal: true }, []],
  ])('of %s changes with what is taken from the environment, and nothing else', (_kind, of, taken) => {
    const before = environmentIdentity(of, nothing)
    const changing = Object.keys(views).filter(
      (name) => environmentIdentity(of, views[name] ?? nothing) !== before,
    )
    expect(changing).toEqual(taken)
  })

  it('depends only on the variables, and not on what they refer to', () => {
    const of = form('environment')
    expect(environmentIdentity(of, { ...complete, container: true })).toBe(environmentIdentity(of, complete))
  })
})

it('names every variable, set or not', () => {
  const values = (view: EnvironmentView) => environmentFacts(view).map(({ value }) => value)
  expect(values(nothing)).toEqual(Array(7).fill('not set'))
  const own = { dynamodbEndpoint: 'http://a', stsEndpoint: 'http://b' }
  const all = { ...complete, container: true, endpoint: 'http://c', ...own }
  expect(values(all)).toEqual([
    ...['set, ends in Q7ML', 'set', 'eu-west-1', 'http://c', 'http://a', 'http://b', 'set'],
  ])
})

it('uses the endpoint for all services if a service has none of its own', () => {
  const endpoint = 'http://c'
  expect(endpointsIn({ ...nothing, endpoint })).toEqual({ dynamodb: endpoint, sts: endpoint })
  expect(endpointsIn({ ...nothing, endpoint, stsEndpoint: 'http://b' })).toEqual({
    dynamodb: endpoint,
    sts: 'http://b',
  })
  const form = { ...blankConnection(), way: 'environment' as const }
  expect(environmentIdentity(form, { ...nothing, endpoint })).not.toBe(environmentIdentity(form, nothing))
})
