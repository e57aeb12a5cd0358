import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { blankConnection, cloudWays, connectionFormSchema, fieldsOf, kindOf } from './connection'
import { findProblems, readConnection } from './connectionRules'
import { regionOf } from './connectionSchemas'
import { lookalikeSentence } from './lookalikes'
import type { ConnectionForm, FieldName } from './connection'
import type { FormContext } from './connectionRules'

const none: FormContext = { secretKey: 'none', sessionToken: 'none' }
const withSecret: FormContext = { secretKey: 'saved', sessionToken: 'none' }

/** A form whose every field is wrong, in every way. */
const garbage: ConnectionForm = {
  useLocal: false,
  way: 'environment',
  server: 'http://me@two words/path?x',
  port: '-1',
  localAccessKey: 'two words',
  localRegion: '-',
  roleArn: 'not an arn',
  sessionName: '/',
  durationSeconds: 'ages',
  accessKey: '?',
  region: 'nowhere',
  expectedAccount: 'prod',
}

const complete = {
  local: {
    ...garbage,
    useLocal: true,
    server: 'localhost',
    port: '8000',
    localAccessKey: 'mine9',
    localRegion: 'here',
  },
  assumeRole: {
    ...garbage,
    way: 'assumeRole',
    roleArn: 'arn:aws:iam::111122223333:role/data/Reader',
    sessionName: 'nightly',
    durationSeconds: '3600',
    region: 'eu-west-1',
    expectedAccount: '111122223333',
  },
  userCredentials: {
    ...garbage,
    way: 'userCredentials',
    accessKey: 'AKIARTX3GSDSQEXAMPLE',
    region: 'eu-west-1',
    expectedAccount: '111122223333',
  },
  environment: { ...garbage, way: 'environment', region: 'eu-west-1', expectedAccount: ' ' },
} as const satisfies Record<string, ConnectionForm>

const parsed = {
  local: {
    kind: 'local',
    server: { host: 'localhost' },
    port: 8000,
    localAccessKey: 'mine9',
    localRegion: 'here',
  },
  assumeRole: {
    kind: 'assumeRole',
    roleArn: 'arn:aws:iam::111122223333:role/data/Reader',
    sessionName: 'nightly',
    durationSeconds: 3600,
    region: 'eu-west-1',
    expectedAccount: '111122223333',
  },
  userCredentials: {
    kind: 'userCredentials',
    accessKey: 'AKIARTX3GSDSQEXAMPLE',
    region: 'eu-west-1',
    expectedAccount: '111122223333',
  },
  environment: { kind: 'environment', region: 'eu-west-1', expectedAccount: '' },
} as const

const kinds = ['local', ...cloudWays] as const
const contextOf = (kind: (typeof kinds)[number]) => (kind === 'userCredentials' ? withSecret : none)

/** What is said of one field of an otherwise complete form. */
function problemOf(kind: (typeof kinds)[number], field: FieldName, typed: string) {
  return findProblems({ ...complete[kind], [field]: typed }, contextOf(kind))
}

describe('a form', () => {
  it('starts with the documented defaults, in the cloud', () => {
    expect(blankConnection()).toEqual({
      useLocal: false,
      way: 'assumeRole',
      server: '',
      port: '8000',
      localAccessKey: 'local',
      localRegion: 'us-east-1',
      roleArn: '',
      sessionName: '',
      durationSeconds: '3600',
      accessKey: '',
      region: '',
      expectedAccount: '',
    })
  })

  it.each(kinds)('describes a connection of the kind %s', (kind) => {
    expect(kindOf(complete[kind])).toBe(kind)
  })

  it.each(cloudWays)(
    'stands for a local connection whenever the switch is on, whatever the way: %s',
    (way) => {
      expect(kindOf({ ...blankConnection(), useLocal: true, way })).toBe('local')
    },
  )

  it('may be kept however wrong and long its fields are', () => {
    const token = 'IQoJb3JpZ2lu'.repeat(200)
    const pasted = { ...garbage, accessKey: token, port: token, durationSeconds: token, region: token }
    expect(v.parse(connectionFormSchema, pasted)).toEqual(pasted)
    expect(v.parse(connectionFormSchema, { ...garbage, server: '\ud83d' })).toMatchObject({
      server: '\ud83d',
    })
  })

  it.each([
    { ...blankConnection(), way: 'password' },
    { ...blankConnection(), useLocal: 'yes' },
    { ...blankConnection(), port: 8000 },
    { ...blankConnection(), server: 'x'.repeat(20_001) },
    { useLocal: true },
  ])('is refused when it is none: %#', (form) => {
    expect(v.safeParse(connectionFormSchema, form).success).toBe(false)
  })
})

describe.each(kinds)('a complete connection of the kind %s', (kind) => {
  it('comes out parsed, with the fields of its kind alone, although all others are garbage', () => {
    expect(readConnection(complete[kind], contextOf(kind))).toEqual({ ok: true, connection: parsed[kind] })
  })

  it('comes out the same with spaces around every text', () => {
    const spaced = Object.fromEntries(
      Object.entries(complete[kind]).map(([name, value]) => [
        name,
        typeof value === 'string' && name !== 'way' ? `\t ${value}\u00a0\n` : value,
      ]),
    ) as ConnectionForm
    expect(readConnection(spaced, contextOf(kind))).toEqual({ ok: true, connection: parsed[kind] })
  })

  it('has problems with the fields of its kind alone when everything is garbage', () => {
    const form = { ...garbage, useLocal: kind === 'local', way: complete[kind].way }
    const fields = findProblems(form, { ...none, secretKey: 'otherKey' }).map(({ field }) => field)
    expect(fields).toEqual(fieldsOf[kind].filter((field) => field !== 'sessionToken'))
  })
})

describe('an empty form', () => {
  const empty: ConnectionForm = { ...blankConnection(), port: '', durationSeconds: '' }

  it.each([
    [
      'local',
      [
        ['server', 'Enter the server that runs DynamoDB.'],
        ['port', 'Enter the port, often 8000.'],
        ['localAccessKey', 'Enter any letters and digits, such as local.'],
        ['localRegion', 'Enter any region, such as us-east-1.'],
      ],
    ],
    [
      'assumeRole',
      [
        ['roleArn', 'Enter the ARN of the role to assume.'],
        ['durationSeconds', 'Enter a whole number of seconds from 900 to 43200.'],
        ['region', 'Choose a region, because TONIC_AWS_REGION is not set.'],
      ],
    ],
    [
      'userCredentials',
      [
        ['accessKey', 'Enter the access key.'],
        ['secretKey', 'Enter the secret key that belongs to this access key.'],
        ['region', 'Choose the region that requests are sent to.'],
      ],
    ],
    ['environment', [['region', 'Choose a region, because TONIC_AWS_REGION is not set.']]],
  ] as const)('of the kind %s names what is missing, in the order of the form', (kind, sentences) => {
    const missing = sentences.map(([field, sentence]) => ({ field, kind: 'missing', sentence }))
    for (const blank of ['', ' \n']) {
      const typed = Object.fromEntries(fieldsOf[kind].map((field) => [field, blank]))
      const form = { ...empty, ...typed, useLocal: kind === 'local', way: complete[kind].way }
      expect(findProblems(form, none)).toEqual(missing)
      expect(readConnection(form, none)).toEqual({ ok: false, problems: missing })
    }
  })
})

describe('local', () => {
  it.each([
    ['[::1]:8000', { host: '::1', port: 8000 }],
    ['https://db.example.com/', { protocol: 'https', host: 'db.example.com' }],
  ])('reads the server %s', (server, parts) => {
    expect(readConnection({ ...complete.local, server }, none)).toEqual({
      ok: true,
      connection: { ...parsed.local, server: parts },
    })
  })

  it.each([
    ['two words', 'This is not a host name or an IP address.'],
    ['ftp://localhost', 'Begin the address with http:// or https://, or leave the scheme out.'],
    ['localhost/path', 'Remove everything after the host and port.'],
    ['http://', 'Enter a host name or address.'],
  ])('refuses the server %j', (server, sentence) => {
    expect(problemOf('local', 'server', server)).toEqual([{ field: 'server', kind: 'wrong', sentence }])
  })

  it.each(['localhost:9000', '[::1]:9000', 'http://localhost:9000/'])(
    'does not choose between the port of %s and the port field',
    (server) => {
      const sentence = 'Port 9000 is entered here, but 8000 under Port. Remove one of the two.'
      expect(problemOf('local', 'server', server)).toEqual([{ field: 'server', kind: 'wrong', sentence }])
      expect(findProblems({ ...complete.local, server, port: '9000' }, none)).toEqual([])
    },
  )

  it('asks for the port field even when the server names a port', () => {
    expect(findProblems({ ...complete.local, server: 'localhost:9000', port: '' }, none)).toEqual([
      { field: 'port', kind: 'missing', sentence: 'Enter the port, often 8000.' },
    ])
  })

  it.each([
    ['1', 1],
    ['65535', 65_535],
    ['08000', 8000],
  ])('takes the port %s', (port, number) => {
    expect(readConnection({ ...complete.local, port }, none)).toMatchObject({ connection: { port: number } })
  })

  it.each(['0', '65536', '-1', '+80', '80.5', '1e3', '0x50', 'http', '８０００', '9'.repeat(400)])(
    'refuses the port %j',
    (port) => {
      const sentence = 'Enter a whole number from 1 to 65535.'
      expect(problemOf('local', 'port', port)).toEqual([{ field: 'port', kind: 'wrong', sentence }])
    },
  )
})

describe('assumeRole', () => {
  it.each([
    [
      'Reader',
      'A name alone does not say which account the role is in. Enter a whole role ARN, such as arn:aws:iam::111122223333:role/Reader.',
    ],
    ['arn:aws:iam::111122223333:user/me', 'This is the ARN of a user. Enter the ARN of a role.'],
  ])('refuses the role ARN %s', (arn, sentence) => {
    expect(problemOf('assumeRole', 'roleArn', arn)).toEqual([{ field: 'roleArn', kind: 'wrong', sentence }])
  })

  it.each(['', 'ab', 'A-z_0+=,.@', 'n'.repeat(64)])('takes the session name %j', (sessionName) => {
    expect(readConnection({ ...complete.assumeRole, sessionName }, none)).toEqual({
      ok: true,
      connection: { ...parsed.assumeRole, sessionName },
    })
  })

  it.each(['a', 'n'.repeat(65), 'two words', 'a/b', 'a:b', 'Prüfung', 'ab\ud83d', '🙂🙂'])(
    'refuses the session name %j',
    (sessionName) => {
      const sentence = 'Use 2 to 64 characters: letters, digits, and _ + = , . @ -'
      expect(problemOf('assumeRole', 'sessionName', sessionName)).toEqual([
        { field: 'sessionName', kind: 'wrong', sentence },
      ])
    },
  )

  it.each([
    ['900', 900],
    ['0900', 900],
    ['43200', 43_200],
  ])('takes the duration %s', (typed, durationSeconds) => {
    expect(readConnection({ ...complete.assumeRole, durationSeconds: typed }, none)).toMatchObject({
      connection: { durationSeconds },
    })
  })

  it.each(['899', '43201', '0', '-900', '900.0', '1e3', '1 hour', '1,000', '９００'])(
    'refuses the duration %j',
    (duration) => {
      const sentence = 'Enter a whole number of seconds from 900 to 43200.'
      expect(problemOf('assumeRole', 'durationSeconds', duration)).toEqual([
        { field: 'durationSeconds', kind: 'wrong', sentence },
      ])
    },
  )

  it('never needs a secret', () => {
    expect(findProblems(complete.assumeRole, { secretKey: 'otherKey', sessionToken: 'otherKey' })).toEqual([])
  })
})

describe('userCredentials', () => {
  it.each(['A'.repeat(16), 'local_key_0123456', 'a'.repeat(128)])('takes the access key %s', (accessKey) => {
    expect(findProblems({ ...complete.userCredentials, accessKey }, withSecret)).toEqual([])
  })

  it.each([
    'A'.repeat(15),
    'a'.repeat(129),
    'AKIARTX3 GSDSQEXAMPLE',
    'AKIARTX3GSDSQ/XAMPLE',
    'ÄKIARTX3GSDSQEXAMPLE',
  ])('refuses the access key %j', (accessKey) => {
    const sentence = 'An access key has 16 to 128 letters and digits, nothing else.'
    expect(problemOf('userCredentials', 'accessKey', accessKey)).toEqual([
      { field: 'accessKey', kind: 'wrong', sentence },
    ])
  })

  const needsSecret = 'Enter the secret key that belongs to this access key.'
  const otherSecret = 'The saved secret key belongs to another access key. Enter the secret key of this one.'
  const needsToken = 'Enter the session token: a key that begins with ASIA needs one.'

  it.each([
    ['AKIA', 'none', 'none', [['secretKey', needsSecret]]],
    ['AKIA', 'otherKey', 'none', [['secretKey', otherSecret]]],
    ['AKIA', 'saved', 'none', []],
    ['AKIA', 'typed', 'none', []],
    ['AKIA', 'saved', 'saved', []],
    ['AKIA', 'saved', 'otherKey', []],
    ['ASIA', 'saved', 'none', [['sessionToken', needsToken]]],
    ['ASIA', 'saved', 'otherKey', [['sessionToken', needsToken]]],
    ['ASIA', 'saved', 'saved', []],
    ['ASIA', 'typed', 'typed', []],
    [
      'ASIA',
      'none',
      'none',
      [
        ['secretKey', needsSecret],
        ['sessionToken', needsToken],
      ],
    ],
  ] as const)('%s with secret key %s and session token %s', (prefix, secretKey, sessionToken, sentences) => {
    const form = { ...complete.userCredentials, accessKey: ` ${prefix}RTX3GSDSQEXAMPLE` }
    expect(findProblems(form, { secretKey, sessionToken })).toEqual(
      sentences.map(([field, sentence]) => ({ field, kind: 'missing', sentence })),
    )
  })

  it('needs a region of its own: TONIC_AWS_REGION does not stand in', () => {
    const form = { ...complete.userCredentials, region: '' }
    expect(findProblems(form, { ...withSecret, environmentRegion: 'eu-west-1' })).toEqual([
      { field: 'region', kind: 'missing', sentence: 'Choose the region that requests are sent to.' },
    ])
  })
})

describe.each(cloudWays)('the region of %s', (kind) => {
  it.each(['us-east-1', 'us-gov-west-1', 'mars-north-2'])('may be %s', (region) => {
    expect(readConnection({ ...complete[kind], region }, contextOf(kind))).toMatchObject({
      connection: { region },
    })
  })

  it.each(['Ireland', 'EU-WEST-1', 'eu-west', 'eu-west-1ab', 'eu west 1', `eu-${'w'.repeat(60)}-1`])(
    'is not %j',
    (region) => {
      const sentence = 'Enter a region code, such as eu-west-1.'
      const context = { ...contextOf(kind), environmentRegion: 'eu-west-1' }
      expect(findProblems({ ...complete[kind], region }, context)).toEqual([
        { field: 'region', kind: 'wrong', sentence },
      ])
    },
  )
})

it('names the region of an availability zone', () => {
  expect(findProblems({ ...complete.environment, region: 'eu-west-1a' }, none)).toEqual([
    { field: 'region', kind: 'wrong', sentence: 'This is an availability zone. Its region is eu-west-1.' },
  ])
})

it.each([
  ['NotASecret+1/'.repeat(4).slice(0, 40), true],
  ['NotASecretX1y'.repeat(4).slice(0, 40), true],
  ['0123456789abcdef0123456789abcdef01234567', false],
])('refuses the shape of a secret key as an access key, without repeating it (%#)', (accessKey, refused) => {
  const problems = findProblems({ ...complete.userCredentials, accessKey }, withSecret)
  const sentence = lookalikeSentence
  expect(problems).toEqual(refused ? [{ field: 'accessKey', kind: 'wrong', sentence }] : [])
})

it.each([
  'server',
  'localAccessKey',
  'localRegion',
  'roleArn',
  'sessionName',
  'region',
  'accessKey',
] as const)('no test is made with a secret under %s', (field) => {
  const secret = 'NotASecret+1/'.repeat(4).slice(0, 40)
  for (const typed of [secret, ` ${secret} `, `x=${secret}`, `${secret.slice(0, 20)}\n${secret.slice(20)}`]) {
    const problems = Object.values(complete)
      .map((form) => ({ ...form, [field]: typed }))
      .flatMap((form) => findProblems(form, withSecret))
    expect(problems).toContainEqual({ field, kind: 'wrong', sentence: lookalikeSentence })
  }
})

describe.each(['assumeRole', 'environment'] as const)('TONIC_AWS_REGION and %s', (kind) => {
  const form = { ...complete[kind], region: ' ' }

  it.each(['eu-west-2', ' eu-west-2\n'])('%j replaces an empty region', (environmentRegion) => {
    const reading = readConnection(form, { ...none, environmentRegion })
    expect(reading).toMatchObject({ ok: true, connection: { region: '' } })
    if (!reading.ok || reading.connection.kind === 'local') return
    expect(regionOf(reading.connection, environmentRegion)).toBe('eu-west-2')
  })

  it.each([
    [undefined, 'not set'],
    ['', 'not set'],
    ['  ', 'not set'],
    ['Ireland', 'not a region code'],
    ['eu-west-1; rm', 'not a region code'],
  ])('%j does not stand in', (environmentRegion, state) => {
    const context = environmentRegion === undefined ? none : { ...none, environmentRegion }
    expect(findProblems(form, context)).toEqual([
      {
        field: 'region',
        kind: 'missing',
        sentence: `Choose a region, because TONIC_AWS_REGION is ${state}.`,
      },
    ])
  })

  it('does not matter beside a region in the form', () => {
    expect(findProblems(complete[kind], { ...none, environmentRegion: 'Ireland' })).toEqual([])
    expect(regionOf(parsed[kind], 'eu-west-2')).toBe('eu-west-1')
  })
})

it('has no region when none is known', () => {
  expect(regionOf({ kind: 'environment', region: '', expectedAccount: '' })).toBe('')
})

it('names problems in the order of the fields, whoever found them', () => {
  const form = { ...complete.userCredentials, accessKey: 'ASIA', region: 'nowhere' }
  expect(findProblems(form, none).map(({ field, kind }) => [field, kind])).toEqual([
    ['accessKey', 'wrong'],
    ['secretKey', 'missing'],
    ['sessionToken', 'missing'],
    ['region', 'wrong'],
  ])
})

it('reads without touching the form', () => {
  const form = Object.freeze({ ...complete.assumeRole, roleArn: ' x ' })
  findProblems(form, none)
  expect(form.roleArn).toBe(' x ')
})

it('answers at once for very long texts', () => {
  const start = Date.now()
  for (const piece of ['a', '-a', '1', ':', '%', ' ', '\ud83d']) {
    const long = piece.repeat(100_000) + '!'
    const typed = { server: long, port: long, roleArn: long, sessionName: long, durationSeconds: long }
    for (const kind of kinds) {
      const form = { ...complete[kind], ...typed, accessKey: long, region: long }
      expect(findProblems(form, none).length).toBeGreaterThan(0)
    }
  }
  expect(Date.now() - start).toBeLessThan(1_000)
})

it('expects no account where a file of before has none', () => {
  const { expectedAccount, ...older } = blankConnection()
  expect(v.parse(connectionFormSchema, older)).toMatchObject({ expectedAccount })
})

describe('the access key and region of a local instance', () => {
  it.each([
    ['localAccessKey', 'local'],
    ['localAccessKey', 'A1'],
    ['localAccessKey', 'x'.repeat(128)],
    ['localRegion', 'eu-west-1'],
    ['localRegion', 'r'],
    ['localRegion', 'x'.repeat(63)],
  ] as const)('%s takes %s', (field, typed) => {
    expect(problemOf('local', field, typed)).toEqual([])
  })

  it.each([
    ['localAccessKey', 'with-dash'],
    ['localAccessKey', 'x'.repeat(129)],
    ['localRegion', 'Upper'],
    ['localRegion', '-lead'],
    ['localRegion', 'x'.repeat(64)],
  ] as const)('%s refuses %s', (field, typed) => {
    expect(problemOf('local', field, typed)).toMatchObject([{ field, kind: 'wrong' }])
  })

  it('have defaults where a file of before has neither', () => {
    const { localAccessKey, localRegion, ...older } = blankConnection()
    expect(v.parse(connectionFormSchema, older)).toMatchObject({ localAccessKey, localRegion })
  })
})
