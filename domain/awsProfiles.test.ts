import { describe, expect, it } from 'vitest'
import { readAwsProfiles, viewProfile, workspaceOfProfile } from './awsProfiles'
import { readIni } from './iniFile'

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
      note: 'Its role starts from default there, and from the environment here.',
    })
    expect(profile('with space')).toMatchObject({ source: { way: 'environment', region: 'us-east-1' } })
  })

  it.each([
    ['cross', 'Its role asks for an external ID.'],
    ['mfa', 'It asks for a code of a second factor at every use.'],
    ['sso', 'It signs in through IAM Identity Center.'],
    ['web', 'It signs in with a token of another system.'],
    ['program', 'A program of its own gives its keys out.'],
    ['browser', 'It signs in through the browser.'],
    ['nothing', 'It names no role, no keys and no region.'],
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
      '111122223333 · arn:aws:iam::111122223333:role/Reader',
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

describe('readIni', () => {
  it('reads whatever it is given', () => {
    expect(readIni('=\n[\n]\nx=1\n[a]\n= 1\n b = 2\n[a]\nc==3\n')).toEqual(
      new Map([
        [
          'a',
          new Map([
            ['b', '2'],
            ['c', '=3'],
          ]),
        ],
      ]),
    )
  })
})
