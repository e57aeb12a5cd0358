import { describe, expect, it } from 'vitest'
import { describePasted } from './describe'
import { madeUp } from './madeUp.fixture'
import { readPasted, wayOfPasted } from './paste'

// Texts in the shapes that people have them in, each kind with several of its kind.

const { longTerm, temporary, secretKey, otherSecretKey, sessionToken } = madeUp
const second = 'AKIARTX3GSDSQSECOND2'
const role = 'arn:aws:iam::111122223333:role/Reader'
const other = 'arn:aws:iam::444455556666:role/Writer'

function read(text: string): object {
  const reading = readPasted(text)
  if (!reading.ok) return { refused: reading.sentence }
  const { fields, secrets, others, ...rest } = reading.value
  return { ...fields, ...secrets, ...(others > 0 && { others }), ...rest }
}

describe('a role beside other words', () => {
  const both = { roleArn: role, region: 'eu-west-1' }
  it.each([
    ['lines with labels', `Role: ${role}\nRegion: eu-west-1`, both],
    ['a sentence', `Please use ${role} in region eu-west-1, thanks!`, both],
    [
      'a link to switch roles',
      `https://signin.aws.amazon.com/switchrole?roleName=Reader&account=111122223333&region=eu-west-1`,
      { ...both, remark: 'The role ARN was made from a link to switch roles.' },
    ],
    ['a full stop behind it', `Hi! Role is ${role}, region: eu-west-1. Cheers`, both],
    ['brackets', `The reader (${role}) lives in eu-west-1.`, { roleArn: role }],
    ['a word alone', `${role} eu-west-1`, both],
    [
      'a command',
      `aws sts assume-role --role-arn ${role} --role-session-name nightly --region eu-west-1`,
      { ...both, sessionName: 'nightly' },
    ],
    ['JSON', JSON.stringify({ role: { arn: role }, region: 'eu-west-1' }), both],
    ['YAML', `role_arn: ${role}\nregion: "eu-west-1"`, both],
    ['an address of AWS', `${role} https://dynamodb.eu-west-1.amazonaws.com`, { roleArn: role }],
    ['two regions', `${role} eu-west-1 or eu-west-2`, { roleArn: role }],
  ])('%s', (_what, text, expected) => {
    expect(read(text)).toEqual(expected)
    const reading = readPasted(text)
    expect(reading.ok && wayOfPasted(reading.value)).toEqual({ useLocal: false, way: 'assumeRole' })
  })
})

describe('a local instance within a text', () => {
  const local = { server: 'localhost', port: '8000' }
  it.each([
    [
      'variables',
      `AWS_REGION=ap-northeast-1\nAWS_ACCESS_KEY_ID=fakeMyKeyId\nAWS_SECRET_ACCESS_KEY=fakeSecretAccessKey\nDYNAMODB_ENDPOINT=http://localhost:8000`,
      { ...local, localAccessKey: 'fakeMyKeyId', localRegion: 'ap-northeast-1' },
    ],
    [
      'a command',
      `aws dynamodb list-tables --endpoint-url http://localhost:8000 --region us-east-1`,
      { ...local, localRegion: 'us-east-1' },
    ],
    [
      'a profile',
      `[profile localstack]\nregion = us-east-1\nendpoint_url = http://localhost:4566`,
      { server: 'localhost', port: '4566', localRegion: 'us-east-1', profile: 'localstack' },
    ],
    [
      'Terraform',
      `provider "aws" {\n  access_key = "mock_access_key"\n  secret_key = "mock_secret_key_0000"\n  region = "us-east-1"\n  endpoints {\n    dynamodb = "http://localhost:4566"\n  }\n}`,
      { server: 'localhost', port: '4566', localRegion: 'us-east-1' },
    ],
    [
      'JavaScript',
      `new DynamoDBClient({ region: 'local', endpoint: 'http://localhost:8000', credentials: { accessKeyId: 'x', secretAccessKey: 'y' } })`,
      { ...local, localAccessKey: 'x' },
    ],
    [
      'Java',
      `.withEndpointConfiguration(new EndpointConfiguration("http://localhost:8000", "us-west-2"))`,
      { ...local, localRegion: 'us-west-2' },
    ],
    [
      'Python',
      `boto3.resource("dynamodb", endpoint_url="http://localhost:8000", region_name="us-west-2", aws_access_key_id="anything", aws_secret_access_key="anything")`,
      { ...local, localAccessKey: 'anything', localRegion: 'us-west-2' },
    ],
    [
      'a service of Docker',
      `DYNAMODB_ENDPOINT=http://dynamodb-local:8000`,
      { server: 'dynamodb-local', port: '8000' },
    ],
    [
      'a place without a scheme',
      `DYNAMODB_ENDPOINT=localhost:8000\nAWS_REGION=us-east-1`,
      { ...local, localRegion: 'us-east-1' },
    ],
    [
      'host and port',
      `dynamodb:\n  host: localhost\n  port: 8000\n  region: us-east-1`,
      { ...local, localRegion: 'us-east-1' },
    ],
    [
      'keys of AWS beside it',
      `AWS_ACCESS_KEY_ID=${longTerm}\nAWS_SECRET_ACCESS_KEY=${secretKey}\nAWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000`,
      { server: '127.0.0.1', port: '8000' },
    ],
  ])('%s', (_what, text, expected) => {
    expect(read(text)).toEqual(expected)
    const reading = readPasted(text)
    expect(reading.ok && wayOfPasted(reading.value)).toEqual({ useLocal: true })
  })

  it.each([
    `HTTPS_PROXY=http://localhost:3128\n`,
    `AWS_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:9911/role\n`,
    `# see http://wiki/keys\n`,
    `see https://docs.example.com:8443/dynamodb\n`,
  ])('is none beside keys of AWS: %s', (line) => {
    const text = `${line}AWS_ACCESS_KEY_ID=${longTerm}\nAWS_SECRET_ACCESS_KEY=${secretKey}`
    expect(read(text)).toEqual({ accessKey: longTerm, secretKey })
  })
})

it('an endpoint that is neither local nor of AWS is said to be left out', () => {
  const endpoint = 'endpoint_url = https://vpce-1.dynamodb.us-east-1.vpce.amazonaws.com'
  const text = `[profile x]\nrole_arn = ${role}\nregion = us-east-1\n${endpoint}`
  expect(read(text)).toMatchObject({ roleArn: role, cannot: expect.stringContaining('endpoint') })
  const ofAws = text.replace(/https.*/, 'https://dynamodb.us-east-1.amazonaws.com')
  expect(read(ofAws)).not.toHaveProperty('cannot')
})

describe('IAM Identity Center', () => {
  it.each([
    JSON.stringify({
      UserId: 'x',
      Account: '111122223333',
      Arn: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_DataReader_0123456789abcdef/me@example.com',
    }),
    'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_DataReader_0123456789abcdef/me',
    'https://d-1234567890.awsapps.com/start/#/console?account_id=111122223333&role_name=DataReader',
    'https://mine.awsapps.com/start/#/console?role_name=DataReader&account_id=111122223333',
    'https://ssoins-0123456789abcdef.portal.eu-west-1.app.aws/#/console?account_id=111122223333&role_name=DataReader',
    '[profile corp]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = DataReader',
  ])('is named, with what to paste: %s', (text) => {
    expect(read(text)).toEqual({ refused: expect.stringMatching(/keys from the .*portal/) })
  })

  it('does not stand in the way of its keys', () => {
    const text = `[111122223333_DataReader]\naws_access_key_id=${temporary}\naws_secret_access_key=${secretKey}\naws_session_token=${sessionToken}`
    expect(read(text)).toMatchObject({ accessKey: temporary, secretKey, sessionToken })
  })
})

describe('ARNs that a comma joins', () => {
  it.each([
    ['a role and its provider', `${role},arn:aws:iam::111122223333:saml-provider/Okta`, { roleArn: role }],
    [
      'the same the other way round',
      `arn:aws:iam::111122223333:saml-provider/Okta,${role}`,
      { roleArn: role },
    ],
    ['two roles', `${role},${other}`, { roleArn: role, others: 1 }],
    ['two with a space', `${role}, ${other}`, { roleArn: role, others: 1 }],
    ['a list', JSON.stringify([role, other]), { roleArn: role, others: 1 }],
    [
      'a comma in a name',
      'arn:aws:iam::111122223333:role/a,b',
      { roleArn: 'arn:aws:iam::111122223333:role/a,b' },
    ],
    ['a comma at the end', `${role},`, { roleArn: role }],
  ])('%s', (_what, text, expected) => {
    expect(read(text)).toEqual(expected)
  })
})

describe('a date that is not an expiry', () => {
  const key = { accessKey: longTerm, secretKey }
  it.each([
    `ACCESSKEY\t${longTerm}\t2024-03-09T17:20:41+00:00\t${secretKey}\tActive\treader`,
    JSON.stringify({
      AccessKey: {
        UserName: 'reader',
        AccessKeyId: longTerm,
        Status: 'Active',
        SecretAccessKey: secretKey,
        CreateDate: '2024-03-09T17:20:41+00:00',
      },
    }),
    `created 2024-03-09 17:20\n${longTerm}\n${secretKey}`,
    `AWS_ACCESS_KEY_ID=${longTerm}\nAWS_SECRET_ACCESS_KEY=${secretKey}\n# rotated 2024-03-09T17:20:41Z`,
    `access_key_id: ${longTerm}\nsecret_access_key: ${secretKey}\nexpiration: 2024-03-09T17:20:41Z`,
  ])('%#', (text) => {
    expect(read(text)).toEqual(key)
  })
})

describe('where one set ends', () => {
  const first = { accessKey: longTerm, secretKey, others: 1 }
  const pair = (key: string, secret: string, indent = ''): string =>
    `${indent}aws_access_key_id = ${key}\n${indent}aws_secret_access_key = ${secret}\n`
  it.each([
    [
      'headings with comments',
      `[dev] # eu\n${pair(longTerm, secretKey)}\n[prod] # us\nregion = us-east-1\n${pair(second, otherSecretKey)}`,
      { ...first, profile: 'dev', names: ['dev', 'prod'] },
    ],
    [
      'variables of two stages',
      `DEV_AWS_ACCESS_KEY_ID=${longTerm}\nDEV_AWS_SECRET_ACCESS_KEY=${secretKey}\nPROD_AWS_REGION=us-east-1\nPROD_AWS_ACCESS_KEY_ID=${second}\nPROD_AWS_SECRET_ACCESS_KEY=${otherSecretKey}`,
      { ...first, names: ['DEV', 'PROD'] },
    ],
    [
      'stages at the end of the names',
      `AWS_ACCESS_KEY_ID_DEV=${longTerm}\nAWS_ACCESS_KEY_ID_PROD=${second}\nAWS_SECRET_ACCESS_KEY_DEV=${secretKey}\nAWS_SECRET_ACCESS_KEY_PROD=${otherSecretKey}\nAWS_REGION_DEV=eu-west-1`,
      { ...first, region: 'eu-west-1', names: ['DEV', 'PROD'] },
    ],
    [
      'objects',
      JSON.stringify({
        dev: { accessKeyId: longTerm, secretAccessKey: secretKey },
        prod: { region: 'us-east-1', accessKeyId: second, secretAccessKey: otherSecretKey },
      }),
      { ...first, names: ['dev', 'prod'] },
    ],
    [
      'YAML',
      `dev:\n  access_key: ${longTerm}\n  secret_key: ${secretKey}\nprod:\n  region: us-east-1\n  access_key: ${second}\n  secret_key: ${otherSecretKey}`,
      { ...first, names: ['dev', 'prod'] },
    ],
    [
      'paragraphs',
      `${pair(longTerm, secretKey)}region = eu-west-1\n\n${pair(second, otherSecretKey)}region = us-east-1\n`,
      { ...first, region: 'eu-west-1' },
    ],
    [
      'nothing between',
      `${pair(longTerm, secretKey)}region = us-east-1\n${pair(second, otherSecretKey)}`,
      first,
    ],
    [
      'one set, and the region of another stage',
      `DEV_AWS_ACCESS_KEY_ID=${longTerm}\nDEV_AWS_SECRET_ACCESS_KEY=${secretKey}\nPROD_AWS_REGION=us-east-1`,
      { accessKey: longTerm, secretKey },
    ],
  ])('%s', (_what, text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  it('is not guessed if the order is ambiguous', () => {
    const keys = `key: access_key_id: ${longTerm}\naccess_key_id: ${second}\n`
    const secrets = `secret_access_key: ${secretKey}\nsecret_access_key: ${otherSecretKey}\n`
    for (const text of [keys + secrets, secrets + keys])
      expect(read(text)).toMatchObject({ refused: expect.anything() })
    expect(read(`${longTerm} ${second}\n${secretKey} ${otherSecretKey}`)).toMatchObject({
      refused: expect.anything(),
    })
  })
})

describe('several sets recognised by their shapes', () => {
  const first = { accessKey: longTerm, secretKey, others: 1 }
  it.each([
    [
      'CSV',
      `User Name,Access Key Id,Secret Access Key\n"reader",${longTerm},${secretKey}\n"writer",${second},${otherSecretKey}`,
    ],
    ['lines', `${longTerm} ${secretKey}\n${second} ${otherSecretKey}`],
    ['one under the other', `${longTerm}\n${secretKey}\n${second}\n${otherSecretKey}`],
    ['secrets first', `${secretKey}\n${longTerm}\n${otherSecretKey}\n${second}`],
    [
      'labels of another language',
      `Schlüssel ${longTerm}\nGeheim ${secretKey}\nSchlüssel ${second}\nGeheim ${otherSecretKey}`,
    ],
  ])('%s', (_what, text) => {
    expect(read(text)).toMatchObject(first)
    const reading = readPasted(text)
    expect(reading.ok && describePasted(reading.value, 0)).toContain('The text contains 2 sets of values')
  })
})

describe('a Kubernetes Secret', () => {
  const data = {
    AWS_ACCESS_KEY_ID: 'QUtJQVJUWDNHU0RTUUVYQU1QTEU=',
    AWS_SECRET_ACCESS_KEY: 'Tm90QVNlY3JldCsxL05vdEFTZWNyZXQrMS9Ob3RBU2VjcmV0KzEvTg==',
  }
  const yaml = (of: object): string =>
    Object.entries(of)
      .map(([name, value]) => `  ${name}: ${value}`)
      .join('\n')
  it.each([
    ['YAML', `apiVersion: v1\nkind: Secret\ndata:\n${yaml(data)}\n`, {}],
    [
      'quoted',
      `kind: Secret\ndata:\n  AWS_ACCESS_KEY_ID: "${data.AWS_ACCESS_KEY_ID}"\n  AWS_SECRET_ACCESS_KEY: "${data.AWS_SECRET_ACCESS_KEY}"`,
      {},
    ],
    ['JSON', JSON.stringify({ kind: 'Secret', data }), {}],
    [
      'with a line feed inside',
      `kind: Secret\ndata:\n  access-key-id: QUtJQVJUWDNHU0RTUUVYQU1QTEUK\n  secret-access-key: Tm90QVNlY3JldCsxL05vdEFTZWNyZXQrMS9Ob3RBU2VjcmV0KzEvTgo=`,
      {},
    ],
    [
      'with a region',
      `kind: Secret\ndata:\n${yaml({ ...data, AWS_REGION: 'ZXUtd2VzdC0x' })}`,
      { region: 'eu-west-1' },
    ],
    [
      'not wrapped',
      `kind: Secret\nstringData:\n  AWS_ACCESS_KEY_ID: ${longTerm}\n  AWS_SECRET_ACCESS_KEY: ${secretKey}`,
      {},
    ],
  ])('%s', (_what, text, more) => {
    expect(read(text)).toEqual({ accessKey: longTerm, secretKey, ...more })
  })
})

describe('what cannot be entered here', () => {
  const profile = (line: string): string =>
    `[profile partner]\nrole_arn = ${role}\n${line}\nregion = eu-west-1`
  it.each([
    [profile('external_id = 42'), /external ID/],
    [profile('mfa_serial = arn:aws:iam::111122223333:mfa/me'), /MFA code/],
    [profile('web_identity_token_file = /token'), /web identity token/],
    [JSON.stringify({ RoleArn: role, ExternalId: '42' }), /external ID/],
    [`role-arn: ${role}\nexternal-id: abc`, /external ID/],
    [`aws sts assume-role --role-arn ${role} --external-id 42`, /external ID/],
    [`AWS_ROLE_ARN=${role}\nAWS_WEB_IDENTITY_TOKEN_FILE=/var/run/token`, /web identity token/],
  ])('is said beside the role: %s', (text, sentence) => {
    expect(read(text)).toMatchObject({ roleArn: role, cannot: expect.stringMatching(sentence) })
    const reading = readPasted(text)
    expect(reading.ok && describePasted(reading.value, 0)).toMatch(sentence)
  })
})

describe('an account ID and the name of a role', () => {
  const remark = 'The role ARN was made from an account ID and the name of a role.'
  it.each([
    [
      'of an extension',
      `[reader]\naws_account_id = 111122223333\nrole_name = Reader\nregion = eu-west-1\ncolor = ffaaee`,
      { roleArn: role, region: 'eu-west-1', profile: 'reader', remark },
    ],
    ['with dashes', `account: 1111-2222-3333\nrole_name: Reader`, { roleArn: role, remark }],
    ['in JSON', JSON.stringify({ accountId: '111122223333', roleName: 'Reader' }), { roleArn: role, remark }],
    [
      'in China',
      `account_id = 111122223333\nrole_name = Reader\nregion = cn-north-1`,
      { roleArn: 'arn:aws-cn:iam::111122223333:role/Reader', region: 'cn-north-1', remark },
    ],
    ['in words', `Account ID: 1111-2222-3333, Role: Reader`, { roleArn: role, remark }],
    [
      'with a path',
      `account_id = 111122223333\nrole_name = data/Reader`,
      { roleArn: 'arn:aws:iam::111122223333:role/data/Reader', remark },
    ],
  ])('%s', (_what, text, expected) => {
    expect(read(text)).toEqual(expected)
  })
})

describe('odd marks around a value', () => {
  it.each([
    [
      'doubled quotes',
      `$Env:AWS_ACCESS_KEY_ID="${temporary}"\n$Env:AWS_SECRET_ACCESS_KEY=""${secretKey}""\n$Env:AWS_SESSION_TOKEN=""${sessionToken}""`,
    ],
    [
      'a doubled equals sign',
      `AWS_ACCESS_KEY_ID==${temporary}\nAWS_SECRET_ACCESS_KEY==${secretKey}\nAWS_SESSION_TOKEN==${sessionToken}`,
    ],
    [
      'backticks',
      `AWS_ACCESS_KEY_ID=\`${temporary}\`\nAWS_SECRET_ACCESS_KEY=\`${secretKey}\`\nAWS_SESSION_TOKEN=\`${sessionToken}\``,
    ],
    [
      'an arrow',
      `AccessKeyId -> ${temporary}\nSecretAccessKey -> ${secretKey}\nSessionToken -> ${sessionToken}`,
    ],
    [
      'invisible signs',
      `AWS_ACCESS_KEY_ID=\u200b${temporary}\u200e\nAWS_SECRET_ACCESS_KEY=\u2060${secretKey}\nAWS_SESSION_TOKEN=${sessionToken}\u00ad`,
    ],
    [
      'guillemets',
      `AWS_ACCESS_KEY_ID=«${temporary}»\nAWS_SECRET_ACCESS_KEY=«${secretKey}»\nAWS_SESSION_TOKEN=«${sessionToken}»`,
    ],
  ])('%s', (_what, text) => {
    expect(read(text)).toEqual({ accessKey: temporary, secretKey, sessionToken })
  })
})

describe('names of the region', () => {
  it.each([
    'spring.cloud.aws.region.static',
    'AWS_DEFAULT_REGION',
    'quarkus.dynamodb.aws.region',
    'REGION_NAME',
    'awsRegion',
    'aws.region.code',
    'SPRING_CLOUD_AWS_REGION_STATIC',
    'cloud.aws.region.static',
  ])('%s', (name) => {
    const text = `access-key=${longTerm}\nsecret-key=${secretKey}\n${name}=eu-west-1`
    expect(read(text)).toEqual({ accessKey: longTerm, secretKey, region: 'eu-west-1' })
  })

  it('is found beside keys that have the same words before them', () => {
    const text = ['access-key', 'secret-key']
      .map((name, at) => `spring.cloud.aws.credentials.${name}=${[longTerm, secretKey][at]}\n`)
      .join('')
    expect(read(`${text}spring.cloud.aws.region.static=eu-west-1`)).toMatchObject({ region: 'eu-west-1' })
    const variables = `SPRING_CLOUD_AWS_CREDENTIALS_ACCESS_KEY=${longTerm}\nSPRING_CLOUD_AWS_CREDENTIALS_SECRET_KEY=${secretKey}\nSPRING_CLOUD_AWS_REGION_STATIC=eu-west-1`
    expect(read(variables)).toEqual({ accessKey: longTerm, secretKey, region: 'eu-west-1' })
  })
})
