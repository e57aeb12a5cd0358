import { describe, expect, it } from 'vitest'
import { madeUp, wrap } from './madeUp.fixture'
import { readPasted, readPastedInto, staleAfter, wayOfPasted } from './paste'
import type { Pasted } from './paste'

const { longTerm, temporary, secretKey, otherSecretKey, sessionToken, otherToken } = madeUp
const at = '2026-11-22T13:55:00.000Z'

/** The parts of a paste in one object, so that a row of a table says what it holds. */
function read(text: string): object {
  const reading = readPasted(text)
  if (!reading.ok) return reading
  const { fields, secrets, ...rest } = reading.value
  return { ...fields, ...secrets, ...rest }
}

const two = { accessKey: longTerm, secretKey, others: 0 }
const three = { accessKey: temporary, secretKey, sessionToken, others: 0 }
const json = {
  Version: 1,
  AccessKeyId: temporary,
  SecretAccessKey: secretKey,
  SessionToken: sessionToken,
  Expiration: '2026-11-22T14:55:00+01:00',
}
const assumed = {
  Credentials: { ...json, Version: undefined },
  AssumedRoleUser: {
    AssumedRoleId: 'AROARTX3GSDSQEXAMPLE1:me',
    Arn: 'arn:aws:sts::111122223333:assumed-role/Reader/me',
  },
}
const camel = {
  credentials: { accessKeyId: temporary, secretAccessKey: secretKey, sessionToken, expiration: at },
}
const metadata = {
  RoleArn: 'arn:aws:iam::111122223333:role/Task',
  AccessKeyId: temporary,
  SecretAccessKey: secretKey,
  Token: sessionToken,
  Expiration: '2026-11-22T13:55:00Z',
}
const taskDefinition = [
  { name: 'AWS_ACCESS_KEY_ID', value: longTerm },
  { name: 'AWS_SECRET_ACCESS_KEY', value: secretKey },
]
const exports = `export AWS_ACCESS_KEY_ID=${temporary}\nexport AWS_SECRET_ACCESS_KEY=${secretKey}\n`

describe('shells', () => {
  it.each([
    ['bash', `${exports}export AWS_SESSION_TOKEN=${sessionToken}`, three],
    [
      'bash with quotes',
      `export AWS_ACCESS_KEY_ID="${longTerm}"\nexport AWS_SECRET_ACCESS_KEY='${secretKey}'`,
      two,
    ],
    [
      'typographic quotes, as a chat makes them',
      `export AWS_ACCESS_KEY_ID=“${longTerm}”\nexport AWS_SECRET_ACCESS_KEY=‘${secretKey}’`,
      two,
    ],
    ['bare assignments', `AWS_ACCESS_KEY_ID=${longTerm}\nAWS_SECRET_ACCESS_KEY=${secretKey}`, two],
    [
      'one line with semicolons',
      `export AWS_ACCESS_KEY_ID=${longTerm}; export AWS_SECRET_ACCESS_KEY=${secretKey};`,
      two,
    ],
    [
      'one line with &&, and a command behind it',
      `AWS_ACCESS_KEY_ID=${longTerm} && AWS_SECRET_ACCESS_KEY=${secretKey} && AWS_REGION=eu-west-1 aws sts get-caller-identity`,
      { ...two, region: 'eu-west-1' },
    ],
    [
      'Windows line ends and prompts',
      `$ export AWS_ACCESS_KEY_ID=${longTerm}\r\n$ export AWS_SECRET_ACCESS_KEY=${secretKey}\r\n`,
      two,
    ],
    [
      'the prompt of root',
      `# export AWS_ACCESS_KEY_ID=${longTerm}\n# export AWS_SECRET_ACCESS_KEY=${secretKey}`,
      two,
    ],
    [
      'PowerShell',
      `$Env:AWS_ACCESS_KEY_ID="${temporary}"\r\n$Env:AWS_SECRET_ACCESS_KEY="${secretKey}"\r\n$Env:AWS_SESSION_TOKEN="${sessionToken}"`,
      three,
    ],
    [
      'PowerShell with spaces and single quotes',
      `PS C:\\> $env:AWS_ACCESS_KEY_ID = '${longTerm}'\r\nPS C:\\> $env:AWS_SECRET_ACCESS_KEY = '${secretKey}'`,
      two,
    ],
    [
      'PowerShell for the user',
      `[Environment]::SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "${longTerm}", "User")\n[Environment]::SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "${secretKey}", "User")`,
      two,
    ],
    [
      'Set-AWSCredential',
      `Set-AWSCredential -AccessKey ${temporary} -SecretKey ${secretKey} -SessionToken ${sessionToken}`,
      three,
    ],
    ['cmd', `set AWS_ACCESS_KEY_ID=${longTerm}\r\nset AWS_SECRET_ACCESS_KEY=${secretKey}\r\n`, two],
    [
      'cmd with quotes',
      `SET "AWS_ACCESS_KEY_ID=${longTerm}" & SET "AWS_SECRET_ACCESS_KEY=${secretKey}"`,
      two,
    ],
    ['setx', `setx AWS_ACCESS_KEY_ID ${longTerm}\r\nsetx AWS_SECRET_ACCESS_KEY "${secretKey}"`, two],
    [
      'fish',
      `set -gx AWS_ACCESS_KEY_ID ${temporary}\nset -gx AWS_SECRET_ACCESS_KEY ${secretKey}\nset -gx AWS_SESSION_TOKEN "${sessionToken}"`,
      three,
    ],
    ['csh', `setenv AWS_ACCESS_KEY_ID ${longTerm}\nsetenv AWS_SECRET_ACCESS_KEY ${secretKey}`, two],
    [
      'docker run, over several lines',
      `docker run \\\n  -e AWS_ACCESS_KEY_ID=${longTerm} \\\n  -e AWS_SECRET_ACCESS_KEY=${secretKey} \\\n  -e AWS_DEFAULT_REGION=us-east-2 amazon/aws-cli`,
      { ...two, region: 'us-east-2' },
    ],
    [
      'aws configure set',
      `aws configure set aws_access_key_id ${longTerm}\naws configure set aws_secret_access_key ${secretKey}\naws configure set region sa-east-1`,
      { ...two, region: 'sa-east-1' },
    ],
    [
      'the dialogue of aws configure',
      `AWS Access Key ID [****************ABCD]: ${longTerm}\nAWS Secret Access Key [None]: ${secretKey}\nDefault region name [us-east-1]: \nDefault output format [None]: json`,
      two,
    ],
    [
      'the variables of the product',
      `TONIC_AWS_ACCESS_KEY_ID=${longTerm}\nTONIC_AWS_SECRET_ACCESS_KEY=${secretKey}\nTONIC_AWS_REGION=eu-central-1`,
      { ...two, region: 'eu-central-1' },
    ],
    [
      'export-credentials with its expiry',
      `${exports}export AWS_SESSION_TOKEN=${sessionToken}\nexport AWS_CREDENTIAL_EXPIRATION=2026-11-22T13:55:00+00:00`,
      { ...three, expiresAt: at },
    ],
  ])('%s', (_what, text, expected) => {
    expect(read(text)).toEqual(expected)
  })
})

describe('files and replies', () => {
  it.each([
    [
      'env file with comments and an old key',
      `# staging\n#AWS_ACCESS_KEY_ID=AKIARTX3GSDSQCOMMENT\nAWS_ACCESS_KEY_ID=${longTerm} # mine\nAWS_SECRET_ACCESS_KEY=${secretKey}\nAWS_REGION="eu-west-3"`,
      { ...two, region: 'eu-west-3' },
    ],
    ['credential_process', JSON.stringify(json), { ...three, expiresAt: at }],
    ['the reply of assume-role', JSON.stringify(assumed, undefined, 4), { ...three, expiresAt: at }],
    [
      'the inner object of it',
      JSON.stringify(assumed.Credentials, undefined, 4),
      { ...three, expiresAt: at },
    ],
    ['lines out of the middle of it', JSON.stringify(json, undefined, 4).slice(20, -20), three],
    ['camel case, as the SDK and SSO have it', JSON.stringify(camel), { ...three, expiresAt: at }],
    ['a JavaScript object', `{ accessKeyId: '${longTerm}', secretAccessKey: '${secretKey}' }`, two],
    ['a JSON text in a JSON text', JSON.stringify(JSON.stringify(json)), { ...three, expiresAt: at }],
    [
      'JSON with escaped signs',
      JSON.stringify(json).replace(/\+/g, '\\u002B').replace(/\//g, '\\/'),
      { ...three, expiresAt: at },
    ],
    ['container credentials', JSON.stringify(metadata), { ...three, expiresAt: at }],
    ['variables of a task definition', JSON.stringify(taskDefinition, undefined, 2), two],
    [
      'the XML of STS',
      `<Credentials><AccessKeyId>${temporary}</AccessKeyId><SecretAccessKey>${secretKey}</SecretAccessKey><SessionToken>${sessionToken}</SessionToken><Expiration>2026-11-22T13:55:00Z</Expiration></Credentials>`,
      { ...three, expiresAt: at },
    ],
    [
      'a profile',
      `[staging]\naws_access_key_id = ${temporary}\naws_secret_access_key = ${secretKey}\naws_session_token = ${sessionToken}\nregion = eu-west-2\n`,
      { ...three, region: 'eu-west-2', profile: 'staging' },
    ],
    [
      'a profile of saml2aws, which has the token twice',
      `[saml]\r\naws_access_key_id        = ${temporary}\r\naws_secret_access_key    = ${secretKey}\r\naws_session_token        = ${sessionToken}\r\naws_security_token       = ${sessionToken}\r\nx_principal_arn          = arn:aws:sts::111122223333:assumed-role/Reader/me\r\nx_security_token_expires = 2026-11-22T14:55:00+01:00\r\n`,
      { ...three, expiresAt: at, profile: 'saml' },
    ],
    [
      'a profile of aws-mfa, whose expiry has no zone',
      `[mfa]\nassumed_role = False\naws_access_key_id = ${temporary}\naws_secret_access_key = ${secretKey}\naws_session_token = ${sessionToken}\nexpiration = 2026-11-22 13:55:00\n`,
      { ...three, expiresAt: at, profile: 'mfa' },
    ],
    [
      'a profile with a role',
      `[profile reader]\nrole_arn = arn:aws:iam::111122223333:role/data/Reader\nsource_profile = base\nrole_session_name = nightly\nduration_seconds = 7200\nregion = eu-north-1\nsso_region = us-east-1`,
      {
        roleArn: 'arn:aws:iam::111122223333:role/data/Reader',
        sessionName: 'nightly',
        durationSeconds: '7200',
        region: 'eu-north-1',
        profile: 'reader',
        others: 0,
      },
    ],
    [
      'several profiles: the first whole one',
      `[default]\nregion = us-east-1\n\n[half]\naws_access_key_id = AKIARTX3GSDSQHALFHAL\n\n[whole]\naws_access_key_id = ${longTerm}\naws_secret_access_key = ${secretKey}\n\n[next]\naws_access_key_id = ${temporary}\naws_secret_access_key = ${otherSecretKey}\naws_session_token = ${otherToken}`,
      { ...two, profile: 'whole', others: 3, names: ['default', 'half', 'whole', 'next'] },
    ],
    [
      'two sets without headers: the first',
      `AWS_ACCESS_KEY_ID=${longTerm}\nAWS_SECRET_ACCESS_KEY=${secretKey}\nAWS_ACCESS_KEY_ID=${temporary}\nAWS_SECRET_ACCESS_KEY=${otherSecretKey}\nAWS_SESSION_TOKEN=${otherToken}`,
      { ...two, others: 1 },
    ],
    [
      'Terraform',
      `provider "aws" {\n  region     = "eu-south-2"\n  access_key = "${temporary}"\n  secret_key = "${secretKey}"\n  token      = "${sessionToken}"\n}`,
      { ...three, region: 'eu-south-2' },
    ],
    [
      'YAML',
      `aws:\n  access_key_id: ${longTerm}\n  secret_access_key: "${secretKey}"\n  region: ca-central-1`,
      { ...two, region: 'ca-central-1' },
    ],
    [
      'the manifest of a pod',
      `env:\n  - name: AWS_ACCESS_KEY_ID\n    value: ${longTerm}\n  - name: AWS_SECRET_ACCESS_KEY\n    value: "${secretKey}"`,
      two,
    ],
    [
      'properties',
      `aws.accessKeyId=${longTerm}\naws.secretAccessKey=${secretKey}\naws.region=eu-west-1`,
      { ...two, region: 'eu-west-1' },
    ],
    [
      'Python',
      `boto3.client("dynamodb", aws_access_key_id="${longTerm}", aws_secret_access_key="${secretKey}", region_name="eu-west-1")\nos.environ["AWS_REGION"] = "eu-west-2"`,
      { ...two, region: 'eu-west-1' },
    ],
    ['the key file of a root user', `AWSAccessKeyId=${longTerm}\r\nAWSSecretKey=${secretKey}`, two],
    ['accessKeys.csv', `\ufeffAccess key ID,Secret access key\r\n${longTerm},${secretKey}\r\n`, two],
    ['credentials.csv', `User name,Access key ID,Secret access key\nreader,${longTerm},${secretKey}\n`, two],
    ['a page of the console', `Access key\n${longTerm}\nSecret access key\n${secretKey}\nDone`, two],
    [
      'the table of the AWS CLI',
      `|  AccessKeyId     |  ${temporary}  |\n|  Expiration      |  2026-11-22T13:55:00+00:00  |\n|  SecretAccessKey |  ${secretKey}  |\n|  SessionToken    |  ${sessionToken}  |`,
      { ...three, expiresAt: at },
    ],
    [
      'the text of the AWS CLI',
      `CREDENTIALS\t${temporary}\t2026-11-22T13:55:00+00:00\t${secretKey}\t${sessionToken}`,
      { ...three, expiresAt: at },
    ],
  ])('%s', (_what, text, expected) => {
    expect(read(text)).toEqual(expected)
  })
})

describe('shapes alone, and broken lines', () => {
  it.each([
    ['two bare lines', `${longTerm}\n${secretKey}\n`, two],
    ['three bare lines', `${temporary}\r\n${secretKey}\r\n${sessionToken}`, three],
    [
      'three bare lines and a region',
      `${temporary} ${secretKey} ${sessionToken} eu-west-1`,
      { ...three, region: 'eu-west-1' },
    ],
    ['a bare token over several lines', `${temporary}\n${secretKey}\n${wrap(sessionToken, 76)}\n`, three],
    ['labels of another language', `Schlüssel: ${longTerm}\nGeheim: ${secretKey}`, two],
    [
      'a token broken by the terminal, with a word behind it',
      `${exports}${wrap(`export AWS_SESSION_TOKEN=${sessionToken}`, 80)}\nexit`,
      three,
    ],
    ['a quoted token broken by mail', `${exports}AWS_SESSION_TOKEN="${wrap(sessionToken, 72)}"`, three],
    [
      'a broken secret key',
      `AWS_ACCESS_KEY_ID=${longTerm}\n${wrap(`AWS_SECRET_ACCESS_KEY=${secretKey}`, 40)}\nAWS_REGION=eu-west-1`,
      { ...two, region: 'eu-west-1' },
    ],
    [
      'key and secret that changed places',
      `AWS_ACCESS_KEY_ID=${secretKey}\nAWS_SECRET_ACCESS_KEY=${longTerm}`,
      two,
    ],
    ['a secret key alone', `export AWS_SECRET_ACCESS_KEY=${secretKey}`, { secretKey, others: 0 }],
    [
      'no secret in a placeholder',
      `AWS_ACCESS_KEY_ID=${longTerm}\nAWS_SECRET_ACCESS_KEY=<your secret key>`,
      { accessKey: longTerm, others: 0 },
    ],
    [
      'no region in a sign-in region',
      `sso_region = us-east-1\naws_access_key_id = ${longTerm}`,
      { accessKey: longTerm, others: 0 },
    ],
    [
      'an expiry in seconds',
      `access_key_id: ${temporary}\nexpires_at: ${Date.parse(at) / 1000}`,
      { accessKey: temporary, expiresAt: at, others: 0 },
    ],
  ])('%s', (_what, text, expected) => {
    expect(read(text)).toEqual(expected)
  })
})

const roleArn = 'arn:aws:iam::111122223333:role/data/Reader'
const fromSession =
  'The role ARN was made from the ARN of a session. If the role has a path, add the path before the name: it is not part of that text.'
const fromPage =
  'The role ARN was made from the address of its page. If the role has a path, add the path before the name: it is not part of that text.'
const fromLink = 'The role ARN was made from a link to switch roles.'
const noAccount =
  'This address names a role, but no account ID. Copy the ARN from the page of the role in the IAM console.'

describe('roles and servers', () => {
  it.each([
    [roleArn, { roleArn }],
    [`The role is "${roleArn}".`, { roleArn }],
    [JSON.stringify({ Role: { RoleName: 'Reader', Arn: roleArn } }), { roleArn }],
    [
      'arn:aws-cn:sts::111122223333:assumed-role/Reader/me@example.com',
      { roleArn: 'arn:aws-cn:iam::111122223333:role/Reader', remark: fromSession },
    ],
    [
      'https://signin.aws.amazon.com/switchrole?account=111122223333&roleName=data%2FReader&displayName=Reader',
      { roleArn, remark: fromLink },
    ],
    [
      'https://signin.amazonaws.cn/switchrole?roleName=Reader&account=111122223333',
      { roleArn: 'arn:aws-cn:iam::111122223333:role/Reader', remark: fromLink },
    ],
    [
      'https://us-gov-west-1.signin.amazonaws-us-gov.com/switchrole?account=1111-2222-3333&roleName=Reader',
      { roleArn: 'arn:aws-us-gov:iam::111122223333:role/Reader', remark: fromLink },
    ],
    [
      'https://111122223333-ab12cd34.us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/roles/details/Reader?section=permissions',
      { roleArn: 'arn:aws:iam::111122223333:role/Reader', region: 'us-east-1', remark: fromPage },
    ],
    [
      'https://111122223333-ab12cd34.console.amazonaws.cn/iam/home#/roles/Reader',
      { roleArn: 'arn:aws-cn:iam::111122223333:role/Reader', remark: fromPage },
    ],
    ['localhost:8000', { server: 'localhost', port: '8000' }],
    [' http://db.example.com:9000/ ', { server: 'db.example.com', port: '9000' }],
    ['https://db.example.com', { server: 'https://db.example.com' }],
    ['https://[::1]:8001', { server: 'https://[::1]', port: '8001' }],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual({ ...expected, others: 0 })
  })

  it.each([
    ['https://us-east-1.console.aws.amazon.com/iam/home#/roles/details/Reader', noAccount],
    ['https://console.amazonaws-us-gov.com/iam/home?#/roles/Reader', noAccount],
    ['https://signin.aws.amazon.com/switchrole?account=my-alias&roleName=Reader', noAccount],
    ...[
      '',
      'hello',
      longTerm,
      secretKey,
      'eu-west-1',
      'db.example.com',
      'arn:aws:iam::111122223333:user/me',
    ].map((text) => [text, expect.stringMatching(/^The text contains nothing to fill in\./)]),
    ['https://dynamodb.eu-west-1.amazonaws.com', expect.stringMatching(/^The text contains nothing/)],
    [`${secretKey.replace(/[+/]/g, 'x')}:8000`, expect.stringMatching(/^The text contains nothing/)],
    ['const token = readToken()', expect.stringMatching(/^The text contains nothing/)],
  ])('%j is refused', (text, sentence) => {
    expect(readPasted(text as string)).toEqual({ ok: false, sentence })
  })
})

describe('pasted into a field', () => {
  it.each([
    ['accessKey', longTerm],
    ['secretKey', secretKey],
    ['sessionToken', sessionToken],
    ['region', 'eu-west-1'],
    ['roleArn', roleArn],
    ['roleArn', `${roleArn}\n`],
    ['accessKey', roleArn],
    ['server', 'localhost:8000'],
  ] as const)('%s keeps its ordinary value', (field, text) => {
    expect(readPastedInto(field, text)).toBeUndefined()
  })

  it.each(['accessKey', 'roleArn', 'region', 'expectedAccount'] as const)(
    'a bare secret goes from %s to its own field, before any file has it',
    (field) => {
      const others = { fields: {}, others: 0 }
      expect(readPastedInto(field, ` ${secretKey}\n`)).toEqual({ ...others, secrets: { secretKey } })
      expect(readPastedInto(field, wrap(sessionToken, 80))).toEqual({ ...others, secrets: { sessionToken } })
      expect(readPastedInto(field, 'a'.repeat(40))).toBeUndefined()
    },
  )

  it('accepts a block in every field, and a role in the role field', () => {
    const block = `AWS_ACCESS_KEY_ID=${longTerm} AWS_SECRET_ACCESS_KEY=${secretKey}`
    for (const field of ['accessKey', 'secretKey', 'region', 'roleArn', 'server'] as const) {
      expect(readPastedInto(field, block)).toMatchObject({ fields: { accessKey: longTerm } })
    }
    expect(readPastedInto('roleArn', `"${roleArn}"`)).toMatchObject({ fields: { roleArn } })
  })
})

const pasted = (fields: Pasted['fields'], secrets: Pasted['secrets'] = {}): Pasted => ({
  fields,
  secrets,
  others: 0,
})

it.each([
  [pasted({ accessKey: longTerm }, { secretKey }), { useLocal: false, way: 'userCredentials' }],
  [pasted({}, { sessionToken }), { useLocal: false, way: 'userCredentials' }],
  [pasted({ roleArn }), { useLocal: false, way: 'assumeRole' }],
  [pasted({ server: 'localhost' }), { useLocal: true }],
  [pasted({ region: 'eu-west-1' }), {}],
])('chooses the way that uses what was pasted (%#)', (what, expected) => {
  expect(wayOfPasted(what)).toEqual(expected)
})

it.each([
  ['another key without a token', pasted({ accessKey: longTerm }, { secretKey }), ['sessionToken']],
  ['the same key, whole, without a token', pasted({ accessKey: temporary }, { secretKey }), ['sessionToken']],
  ['a whole new set', pasted({ accessKey: longTerm }, { secretKey, sessionToken }), []],
  ['another key alone', pasted({ accessKey: longTerm }), ['secretKey', 'sessionToken']],
  ['the same key alone', pasted({ accessKey: temporary }), []],
  ['a token alone', pasted({}, { sessionToken }), []],
  ['a region alone', pasted({ region: 'eu-west-1' }), []],
])('%s makes stale what belonged to the key before', (_what, what, stale) => {
  expect(staleAfter(what, ` ${temporary} `)).toEqual(stale)
})
