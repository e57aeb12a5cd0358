import { describe, expect, it } from 'vitest'
import { describeEnvironment, environmentIdentity } from './environment'
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
    [complete, 'TONIC_AWS_ACCESS_KEY_ID is set, ends in Q7ML.'],
    [{ ...complete, container: true }, 'TONIC_AWS_ACCESS_KEY_ID is set, ends in Q7ML.'],
    [
      { ...nothing, accessKeyTail: 'Q7ML' },
      'TONIC_AWS_ACCESS_KEY_ID is set, TONIC_AWS_SECRET_ACCESS_KEY is not. Both are needed.',
    ],
    [
      { ...nothing, secretKey: true, container: true },
      'TONIC_AWS_SECRET_ACCESS_KEY is set, TONIC_AWS_ACCESS_KEY_ID is not. Both are needed.',
    ],
    [{ ...nothing, container: true }, 'The IAM role of this container is used.'],
    [nothing, 'TONIC_AWS_ACCESS_KEY_ID is not set: the IAM role of this machine is used, if it has one.'],
  ])('of %j', (view, sentence) => {
    expect(describeEnvironment(view)).toBe(sentence)
  })
})

describe('environmentIdentity', () => {
  it('differs wherever base credentials or region come from elsewhere', () => {
    const views: EnvironmentView[] = [
      nothing,
      { ...nothing, container: true },
      { ...nothing, region: 'eu-west-1' },
      { ...nothing, secretKey: true },
      { ...nothing, accessKeyTail: 'Q7ML' },
      complete,
      { ...complete, accessKeyTail: 'XXXX' },
      { ...complete, region: 'eu-west-2' },
    ]
    expect(new Set(views.map(environmentIdentity)).size).toBe(views.length)
  })

  it('is the same while the variables are, whatever stands behind them', () => {
    expect(environmentIdentity({ ...complete, container: true })).toBe(environmentIdentity({ ...complete }))
  })
})
