import { describe, expect, it } from 'vitest'
import { endOf, endpointsAt, keyForm, runTest, statuses, typed } from '../testing/testHarness'
import { startHttp } from '../testing/servers'

/** Tests a connection whose STS answers with this caller. */
async function testWith(arn: string, account = '111122223333') {
  const port = await startHttp((request, response) => {
    if (request.headers['x-amz-target']) return void response.end(JSON.stringify({ TableNames: ['Orders'] }))
    const result = `<GetCallerIdentityResult><Arn>${arn}</Arn><Account>${account}</Account></GetCallerIdentityResult>`
    response.end(`<GetCallerIdentityResponse>${result}</GetCallerIdentityResponse>`)
  })
  return runTest({
    source: keyForm('AKIAIOSFODNN7EXAMPLE'),
    secretKey: typed('a secret of this test alone'),
    environment: endpointsAt(`http://127.0.0.1:${port}`),
  })
}

describe('a caller as AWS writes one is reported', () => {
  it.each([
    'arn:aws:iam::111122223333:root',
    'arn:aws:iam::111122223333:user/ann',
    'arn:aws:iam::111122223333:user/division/team,one/ann.lee@example.com',
    'arn:aws:sts::111122223333:assumed-role/Reader/i-0123456789abcdef0',
    'arn:aws:sts::111122223333:federated-user/ann',
    'arn:aws-cn:sts::111122223333:assumed-role/Reader/ann',
    'arn:aws-us-gov:iam::111122223333:user/ann',
    'arn:aws-iso-b:iam::111122223333:user/ann',
    // As an emulator writes it.
    'arn:aws:sts::111122223333:user/moto',
  ])('%s', async (arn) => {
    const report = await testWith(arn)
    expect(statuses(report)).toContain('identity passed')
    expect(report.place).toMatchObject({ arn, account: '111122223333' })
  })
})

describe('any other text in its place is not passed on', () => {
  it.each([
    ['no ARN', 'ann'],
    ['a name that is too long', `arn:aws:iam::111122223333:user/${'a'.repeat(65)}`],
    ['a session of one character', 'arn:aws:sts::111122223333:assumed-role/Reader/a'],
    ['a session name that is too long', `arn:aws:sts::111122223333:assumed-role/Reader/${'a'.repeat(65)}`],
    ['a path that is too long', `arn:aws:iam::111122223333:user/${'a/'.repeat(300)}ann`],
    ['a role', 'arn:aws:iam::111122223333:role/Reader'],
    ['a partition of its own', 'arn:aws-telephone-number:iam::111122223333:user/ann'],
    ['another service', 'arn:aws:s3::111122223333:user/ann'],
    ['several lines', 'arn:aws:iam::111122223333:user/ann&#10;lee'],
    ['a space in the name', 'arn:aws:iam::111122223333:user/ann lee'],
  ])('%s', async (_what, arn) => {
    const report = await testWith(arn)
    expect(endOf(report)).toMatchObject({ stage: 'identity', code: 'notSts' })
    expect(report.place.arn).toBeUndefined()
    expect(JSON.stringify(report)).not.toContain('aaaa')
  })

  it('an account that is not the one in the ARN', async () => {
    const report = await testWith('arn:aws:iam::111122223333:user/ann', '444455556666')
    expect(endOf(report)).toMatchObject({ stage: 'identity', code: 'notSts' })
    expect(report.place.account).toBeUndefined()
  })
})
