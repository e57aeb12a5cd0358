import { describe, expect, it } from 'vitest'
import { readAwsProfiles, viewProfile, workspaceOfProfile } from './awsProfiles'
import { blankConnection } from '../connection/connection'

const key = 'AKIAIOSFODNN7EXAMPLE'
const secret = 'made/up+secret=of#this;test'
const config = `
# A comment
[default]
region = eu-west-1   # inline
s3 =
    max_concurrent_requests = 20
    region = nested-and-ignored
output=json

[profile reader]
role_arn = arn:aws:iam::111122223333:role/Reader
source_profile = default
role_session_name = nightly
duration_seconds = 900
region = eu-central-1

[profile "with space"]\r
region = us-east-1\r
[profile cross]
role_arn = arn:aws:iam::111122223333:role/Partner
external_id = 42
source_profile = default
[profile mfa]
role_arn = arn:aws:iam::111122223333:role/Admin
mfa_serial = arn:aws:iam::111122223333:mfa/me
source_profile = default
[profile sso]
sso_session = corp
region = eu-west-1
[sso-session corp]
sso_start_url = https://example.com
[profile web]
role_arn = arn:aws:iam::111122223333:role/Web
web_identity_token_file = /token
[profile program]
credential_process = /bin/program
[profile browser]
login_session = x
[profile nothing]
output = json
`
const credentials = `[default]\naws_access_key_id = ${key}\naws_secret_access_key = ${secret}\n
[temporary]
AWS_ACCESS_KEY_ID=ASIAIOSFODNN7EXAMPLE
aws_secret_access_key=${secret}
aws_session_token=${secret}==
region=us-west-2
`
const profiles = readAwsProfiles(config, credentials)
const profile = (name: string) => {
  const found = profiles.find((one) => one.name === name)
  if (!found) throw new Error(`no profile ${name}`)
  return found
}

describe('readAwsProfiles', () => {
  it('finds the profiles of both files by name, and no other section', () => {
    expect(profiles.map(({ name }) => name)).toEqual([
      'browser',
      'cross',
      'default',
      'mfa',
      'nothing',
      'program',
      'reader',
      'sso',
      'temporary',
      'web',
      'with space',
    ])
  })

  it('puts keys of one file and settings of the other together', () => {
    expect(profile('default')).toMatchObject({
      source: { way: 'userCredentials', accessKey: key, region: 'eu-west-1', useLocal: false },
      secrets: { secretKey: secret },
    })
    expect(profile('temporary')).toMatchObject({
      secrets: { secretKey: secret, sessionToken: `${secret}==` },
    })
  })

  it('reads a role, and says where its base credentials come from', () => {
    expect(profile('reader')).toMatchObject({
      source: {
        way: 'assumeRole',
        roleArn: 'arn:aws:iam::111122223333:role/Reader',
        sessionName: 'nightly',
        durationSeconds: '900',
        region: 'eu-central-1',
      },
      secrets: {},
      note: 'Its role starts from default on the command line; here it starts from the environment.',
    })
    expect(profile('with space')).toMatchObject({ source: { way: 'environment', region: 'us-east-1' } })
  })

  it.each([
    ['cross', 'Its role requires an external ID.'],
    ['mfa', 'Its role requires an MFA code at every use.'],
    ['sso', 'It signs in through IAM Identity Center.'],
    ['web', 'It signs in with a web identity token from a file.'],
    ['program', 'It gets its keys from a program (credential_process).'],
    ['browser', 'It signs in through the browser (aws login).'],
    ['nothing', 'It has no role, no keys and no region.'],
  ])('%s cannot be imported', (name, refusal) => {
    expect(profile(name)).toEqual({ name, refusal })
    expect(viewProfile(profile(name))).toEqual({ name, summary: '', refusal })
    expect(workspaceOfProfile(profile(name), true)).toBeUndefined()
  })

  it('refuses values that no workspace holds', () => {
    expect(readAwsProfiles(`[default]\nregion=${'x'.repeat(20_001)}`, '')).toEqual([
      { name: 'default', refusal: 'One of its values is far too long.' },
    ])
  })
})

describe('what leaves the main process', () => {
  it('has the names, the role and a shortened key, and no secret', () => {
    expect(viewProfile(profile('default'))).toEqual({
      name: 'default',
      summary: expect.any(String),
      accessKey: 'AKIA…MPLE',
    })
    expect(viewProfile(profile('reader')).summary).toBe(
      '1111 2222 3333 · arn:aws:iam::111122223333:role/Reader',
    )
    expect(JSON.stringify(profiles.map(viewProfile)).includes(secret)).toBe(false)
  })

  it('is a workspace with the profile as source; its access key only when keys are asked for', () => {
    expect(workspaceOfProfile(profile('default'), true)).toMatchObject({
      name: 'default',
      source: { accessKey: key, region: 'eu-west-1' },
      destination: { accessKey: '', region: '', roleArn: '' },
    })
    expect(workspaceOfProfile(profile('default'), false)?.source).toMatchObject({
      accessKey: '',
      way: 'userCredentials',
    })
  })
})

const made = { key: 'AKIARTX3GSDSQEXAMPLE', secret: 'NotASecret+1/'.repeat(4).slice(0, 40) }
const other = { key: 'AKIARTX3GSDSQSECOND2', secret: 'AnotherOne/2+'.repeat(4).slice(0, 40) }
const keysOf = ({ key: id, secret: value }: typeof made): string =>
  `aws_access_key_id = ${id}\naws_secret_access_key = ${value}\n`
const byName = (from: string, keys: string) =>
  new Map(readAwsProfiles(from, keys).map((one) => [one.name, one]))

describe('a line that cannot be read with certainty', () => {
  it.each([
    ['a heading at the end of a value', `region=us-east-1\nguid=1111-1111[new]\n${keysOf(other)}`, 5],
    ['a heading behind a space', `output = json [new]\n${keysOf(other)}`, 4],
    ['a heading without its first bracket', `new]\n${keysOf(other)}`, 4],
    ['a heading that is not there', `\n${keysOf(other)}`, 5],
    ['a value without its equals sign', `region us-east-1\n`, 4],
    ['a secret over two lines', `aws_session_token = abc\n  def\n`, 5],
    ['two lines in one', `region = us-east-1aws_session_token = x\n`, 4],
    ['a bracket in a value', `region = us-east-1[new\n${keysOf(other)}`, 4],
    ['a second region', `region = us-east-1\nregion = eu-west-1\n`, 5],
  ])('refuses its profile by it: %s', (_what, rest, line) => {
    const found = byName('', `[old]\n${keysOf(made)}${rest}`)
    expect(found.get('old')).toEqual({
      name: 'old',
      refusal: `Line ${line} of the credentials file is damaged. Correct the line, then read the profiles again.`,
    })
  })

  it.each([
    ['is cut', '[new', 'new'],
    ['has something behind it', `[new] aws_session_token = x`, 'new'],
    ['has no name', '[]', 'line 4'],
  ])('leaves the profile before a heading that %s as it is', (_what, heading, name) => {
    const found = byName('', `[old]\n${keysOf(made)}${heading}\nregion = us-east-1\n${keysOf(other)}`)
    expect(found.get('old')).toMatchObject({
      source: { accessKey: made.key, region: '' },
      secrets: { secretKey: made.secret },
    })
    expect(found.get(name)).toMatchObject({ refusal: expect.stringMatching(/^Line 4 /) })
  })

  it('leaves the profile behind a glued heading whole', () => {
    const found = byName('', `[old]\n${keysOf(made)}guid=1[new]\n${keysOf(other)}`)
    expect(found.get('new')).toMatchObject({
      source: { accessKey: other.key },
      secrets: { secretKey: other.secret },
    })
  })

  it('is no line that is indented as all are, a comment, or what belongs to a setting with parts', () => {
    const text = `[profile a]\n  # one\n  region = us-east-1 ; two\n  s3 =\n    endpoint_url = https://x.example\n  output = json\n`
    expect(byName(text, '').get('a')).toMatchObject({ source: { region: 'us-east-1' } })
  })

  it('puts no key of one file beside a secret of the other', () => {
    const found = byName(`[default]\n${keysOf(made)}`, `[default]\naws_access_key_id = ${other.key}\n`)
    expect(found.get('default')).toMatchObject({ source: { accessKey: other.key }, secrets: {} })
  })
})

describe('a secret in the place of another value', () => {
  it.each([
    ['region', `region = ${made.secret}`],
    ['session name', `role_arn = arn:aws:iam::111122223333:role/Reader\nrole_session_name = ${made.secret}`],
    ['role', `role_arn = ${made.secret}`],
    ['duration', `role_arn = arn:aws:iam::111122223333:role/R\nduration_seconds = ${made.secret}`],
    ['access key', `aws_access_key_id = ${made.secret}`],
    ['base profile', `role_arn = arn:aws:iam::111122223333:role/R\nsource_profile = ${made.secret}`],
    ['endpoint', `region = us-east-1\nendpoint_url = http://${made.secret.replaceAll('/', 'x')}:8000`],
    ['token', `region = ${'NotAToken/3+'.repeat(30)}`],
  ])('is neither shown nor taken over: %s', (_what, lines) => {
    const [profile] = readAwsProfiles(`[default]\n${lines}\n`, '')
    if (!profile) throw new Error('no profile')
    const view = JSON.stringify([viewProfile(profile), workspaceOfProfile(profile, true)])
    expect(view.includes(made.secret)).toBe(false)
    expect(view.includes('NotAToken')).toBe(false)
    expect(view.includes(made.secret.replaceAll('/', 'x'))).toBe(false)
  })

  it('is said to be left out', () => {
    const [profile] = readAwsProfiles(`[default]\nregion = ${made.secret}\n${keysOf(made)}`, '')
    expect(profile).toMatchObject({
      source: { region: '', accessKey: made.key },
      note: 'Left out because the value looks like a secret: AWS Region.',
    })
  })

  it('is recognised by being the profile’s own, whatever its shape', () => {
    const own = 'not-of-the-usual-shape'
    const keys = `aws_access_key_id = ${made.key}\naws_secret_access_key = ${own}\nregion = ${own}\n`
    expect(byName('', `[default]\n${keys}`).get('default')).toMatchObject({ source: { region: '' } })
  })

  it('as a name is not shown', () => {
    const [profile] = readAwsProfiles('', `[${made.secret}]\n${keysOf(made)}`)
    expect(profile).toEqual({ name: '…', refusal: 'Its name looks like a secret.' })
  })
})

describe('an endpoint', () => {
  const local = { useLocal: true, server: 'localhost', port: '4566', localRegion: 'us-east-1' }
  const keys = '[localstack]\naws_access_key_id = test\naws_secret_access_key = test\n'
  it.each([
    ['in the profile', 'endpoint_url = http://localhost:4566'],
    [
      'of DynamoDB alone',
      'services = local\n[services local]\ndynamodb =\n  endpoint_url = http://localhost:4566',
    ],
  ])('that is local makes a local connection: %s', (_what, line) => {
    const found = byName(`[profile localstack]\nregion = us-east-1\n${line}\n`, keys).get('localstack')
    expect(found).toEqual({
      name: 'localstack',
      source: { ...blankConnection(), ...local, localAccessKey: 'test' },
      secrets: {},
    })
    expect(found && viewProfile(found)).toMatchObject({ summary: 'local :4566' })
  })

  it.each([
    ['http://127.0.0.1:8000', '127.0.0.1', '8000'],
    ['http://dynamodb-local:8000', 'dynamodb-local', '8000'],
    ['https://localhost.localstack.cloud', 'https://localhost.localstack.cloud', '443'],
    ['http://host.docker.internal:8000/', 'host.docker.internal', '8000'],
    ['http://192.168.1.20:8000', '192.168.1.20', '8000'],
  ])('%s is local', (url, server, port) => {
    const found = byName(`[default]\nendpoint_url = ${url}\n`, '').get('default')
    expect(found).toMatchObject({ source: { useLocal: true, server, port } })
  })

  it('that is not an object is refused', () => {
    const found = byName('[default]\nregion = us-east-1\nendpoint_url = https://dynamodb.example.com\n', '')
    expect(found.get('default')).toMatchObject({
      source: { useLocal: false },
      note: expect.stringContaining('Its endpoint is ignored'),
    })
  })
})

describe('spellings of the files', () => {
  it('has one profile where the file of credentials says the word profile', () => {
    const found = byName('[profile test-2]\nregion = us-east-1\n', `[profile test-2]\n${keysOf(made)}`)
    expect([...found.keys()]).toEqual(['test-2'])
    expect(found.get('test-2')).toMatchObject({
      source: { accessKey: made.key, region: 'us-east-1' },
      secrets: { secretKey: made.secret },
    })
  })

  it('accepts keys with an mfa_serial, which applies only to a role', () => {
    const found = byName(
      '[profile analyst]\nmfa_serial = arn:aws:iam::111122223333:mfa/analyst\nregion = eu-west-1\n',
      `[analyst] # the account of the team\n${keysOf(made)}`,
    )
    expect(found.get('analyst')).toMatchObject({ source: { accessKey: made.key, region: 'eu-west-1' } })
  })

  it('leaves out the quotes around values, invisible signs, and an equals sign too many', () => {
    const found = byName(
      '[profile r]\nrole_arn = "arn:aws:iam::111122223333:role/Reader"\nregion = \'us-east-1\'\n',
      `[default]\naws_access_key_id = "${made.key}"\naws_secret_access_key =='${made.secret}'\u200b\n`,
    )
    expect(found.get('r')).toMatchObject({
      source: { roleArn: 'arn:aws:iam::111122223333:role/Reader', region: 'us-east-1' },
    })
    expect(found.get('default')).toMatchObject({
      source: { accessKey: made.key },
      secrets: { secretKey: made.secret },
    })
  })
})
