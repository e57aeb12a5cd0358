import { describe, expect, it } from 'vitest'
import { accountOfArn, readRoleArn } from './arn'

const arn = 'arn:aws:iam::111122223333:role/Reader'

describe('readRoleArn', () => {
  it.each(['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f'])(
    'reads a role of the partition %s',
    (partition) => {
      expect(readRoleArn(`arn:${partition}:iam::012345678901:role/Reader`)).toEqual({
        ok: true,
        value: { partition, account: '012345678901', path: '/', name: 'Reader' },
      })
    },
  )

  it.each([
    ['role/Reader', '/', 'Reader'],
    ['role/data/Reader', '/data/', 'Reader'],
    ['role/a/b/c/Reader', '/a/b/c/', 'Reader'],
    ['role/a//b/Reader', '/a//b/', 'Reader'],
    ['role/aws-reserved/sso.amazonaws.com/eu-west-1/R', '/aws-reserved/sso.amazonaws.com/eu-west-1/', 'R'],
    ['role/we!rd:"~/Reader', '/we!rd:"~/', 'Reader'],
    ['role/A_b+c=d,e.f@g-9', '/', 'A_b+c=d,e.f@g-9'],
    [`role/${'n'.repeat(64)}`, '/', 'n'.repeat(64)],
    [`role/${'p'.repeat(510)}/Reader`, `/${'p'.repeat(510)}/`, 'Reader'],
  ])('reads path and name of %s', (resource, path, name) => {
    expect(readRoleArn(`arn:aws:iam::111122223333:${resource}`)).toMatchObject({ value: { path, name } })
  })

  it.each([` ${arn}`, `${arn}\n`, `\t${arn}\u00a0`])('ignores the spaces around %j', (typed) => {
    expect(readRoleArn(typed)).toEqual(readRoleArn(arn))
    expect(readRoleArn(typed).ok).toBe(true)
  })

  const perhaps = ` Perhaps ${arn}`
  const whole = 'Enter a whole role ARN, such as arn:aws:iam::111122223333:role/Reader.'
  const spaces = 'Remove the spaces and quotes: a role ARN has none.'
  const partition = 'The partition after arn: is not an AWS partition. Most ARNs begin with arn:aws:.'
  const service = 'The service in a role ARN is iam: it begins with arn:aws:iam::.'
  const account = 'The account ID in the ARN must have 12 digits.'
  const aRole = 'Enter the ARN of a role, which ends in :role/NAME.'
  const name = 'A role name has 1 to 64 characters: letters, digits and + = , . @ _ -'
  const path = 'IAM does not allow this path before the role name: up to 512 characters, no spaces.'

  it.each([
    ['', whole],
    ['Reader', `A name alone does not say which account the role is in. ${whole}`],
    ['role/Reader', whole],
    ['111122223333:role/Reader', whole + perhaps],
    ['111122223333/Reader', whole + perhaps],
    ['111122223333', whole],
    ['ARN:aws:iam::111122223333:role/Reader', whole + perhaps],
    ['xarn:aws:iam::111122223333:role/Reader', whole],
    ['the Reader', spaces],
    ['arn:aws:iam::111122223333:role/My Reader', spaces],
    ['arn:aws:iam::111122223333:\nrole/Reader', spaces + perhaps],
    [`${arn} ${arn}`, spaces],
    [`"${arn}"`, spaces + perhaps],
    [`'${arn}'`, spaces + perhaps],
    [`“${arn}”`, spaces + perhaps],
    [`${arn}"`, spaces + perhaps],
    ['arn', partition],
    ['arn::iam::111122223333:role/Reader', partition],
    ['arn:AWS:iam::111122223333:role/Reader', partition + perhaps],
    ['arn:aws-:iam::111122223333:role/Reader', partition],
    ['arn:constructor:iam::111122223333:role/Reader', partition],
    [
      'arn:aws:sts::111122223333:assumed-role/Reader/me',
      `This is the ARN of a session. Enter the ARN of the role, as IAM shows it.${perhaps}`,
    ],
    [
      'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Reader_0123456789abcdef/me',
      'This is the ARN of a session. Enter the ARN of the role, as IAM shows it.',
    ],
    ['arn:aws:sts::111122223333:role/Reader', service + perhaps],
    ['arn:aws', service],
    ['arn:aws:sts::111122223333:federated-user/me', service],
    ['arn:aws:dynamodb:eu-west-1:111122223333:table/Orders', service],
    [
      'arn:aws:iam:us-east-1:111122223333:role/Reader',
      `A role ARN has no region: write two colons after iam.${perhaps}`,
    ],
    ['arn:aws:iam', 'A role ARN has no region: write two colons after iam.'],
    ['arn:aws:iam::', account],
    ['arn:aws:iam:::role/Reader', account],
    ['arn:aws:iam::11112222333:role/Reader', account],
    ['arn:aws:iam::1111222233334:role/Reader', account],
    ['arn:aws:iam::1111-2222-3333:role/Reader', account + perhaps],
    ['arn:aws:iam::１１１１２２２２３３３３:role/Reader', account],
    ['arn:aws:iam::aws:policy/ReadOnlyAccess', account],
    ['arn:aws:iam::111122223333:user/me', 'This is the ARN of a user. Enter the ARN of a role.'],
    ['arn:aws:iam::111122223333:group/us', 'This is the ARN of a group. Enter the ARN of a role.'],
    ['arn:aws:iam::111122223333:policy/read', 'This is the ARN of a policy. Enter the ARN of a role.'],
    [
      'arn:aws:iam::111122223333:instance-profile/Reader',
      `This is the ARN of an instance profile. Enter the ARN of the role inside it.${perhaps}`,
    ],
    ['arn:aws:iam::111122223333:root', 'This is the ARN of an account. Enter the ARN of a role.'],
    ['arn:aws:iam::111122223333', aRole],
    ['arn:aws:iam::111122223333:', aRole],
    ['arn:aws:iam::111122223333:role:Reader', aRole],
    ['arn:aws:iam::111122223333:Role/Reader', aRole],
    ['arn:aws:iam::111122223333:mfa/me', aRole],
    ['arn:aws:iam::111122223333:constructor/Reader', aRole],
    ['arn:aws:iam::111122223333:__proto__/Reader', aRole],
    ['arn:aws:iam::111122223333:role', name],
    ['arn:aws:iam::111122223333:role/', name],
    ['arn:aws:iam::111122223333:role/data/', name],
    ['arn:aws:iam::111122223333:role/Leser-ü', name],
    ['arn:aws:iam::111122223333:role/Reader\ud83d', name],
    ['arn:aws:iam::111122223333:role/Reader:1', name],
    [`arn:aws:iam::111122223333:role/${'n'.repeat(65)}`, name],
    ['arn:aws:iam::111122223333:role//Reader', path],
    ['arn:aws:iam::111122223333:role/dätä/Reader', path],
    ['arn:aws:iam::111122223333:role/\u0000/Reader', path],
    [`arn:aws:iam::111122223333:role/${'p'.repeat(511)}/Reader`, path],
  ])('refuses %j', (typed, sentence) => {
    expect(readRoleArn(typed)).toEqual({ ok: false, sentence })
  })

  it.each(['a', ':', '/', '"', 'arn:', 'ü', '\ud83d'])('answers at once for 100,000 times %j', (piece) => {
    const start = Date.now()
    expect(readRoleArn(piece.repeat(100_000)).ok).toBe(false)
    expect(readRoleArn(`arn:aws:iam::111122223333:role/${piece.repeat(100_000)}/Reader`).ok).toBe(false)
    expect(Date.now() - start).toBeLessThan(500)
  })
})

describe('accountOfArn', () => {
  it.each([
    ['arn:aws:iam::111122223333:user/me', 'aws', '111122223333'],
    ['arn:aws-cn:sts::444455556666:assumed-role/Reader/me', 'aws-cn', '444455556666'],
    ['arn:aws:dynamodb:eu-west-1:000000000001:table/Orders', 'aws', '000000000001'],
  ])('reads %s', (text, partition, account) => {
    expect(accountOfArn(text)).toEqual({ partition, account })
  })

  it.each([
    '',
    'me',
    'arn:aws:s3:::bucket',
    'arn::iam::111122223333:user/me',
    'arn:aws:iam::11112222333:user/me',
    'urn:aws:iam::111122223333:user/me',
  ])('finds no account in %j', (text) => {
    expect(accountOfArn(text)).toBeUndefined()
  })
})
