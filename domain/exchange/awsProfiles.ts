import * as v from 'valibot'
import { shortAccessKey } from '../connection/accessKey'
import { shortened } from '../bounded'
import { blankConnection, connectionFormSchema, fieldLabels } from '../connection/connection'
import type { ConnectionForm } from '../connection/connection'
import { readIni } from './iniFile'
import type { IniSection } from './iniFile'
import { localFields, readLocalEndpoint } from '../connection/localEndpoint'
import type { ServerParts } from '../connection/localHost'
import { findLookalikes, holdsLookalike, plainFields, withoutLookalikeWords } from '../connection/lookalikes'
import type { SecretName } from '../secret/secret'
import { byCodeUnits } from '../stableJson'
import { tidied } from '../tidied'
import { endpointLabel, endpointOf } from '../list/endpoint'
import { blankWorkspace } from '../workspace/workspace'
import type { Workspace } from '../workspace/workspace'

type Content =
  | { refusal: string }
  | { source: ConnectionForm; secrets: Partial<Record<SecretName, string>>; note?: string }

/** An AWS CLI profile as a connection, or the reason why it cannot be one. Its secrets stay in the main process. */
export type AwsProfile = { name: string } & Content

/** What the window may know about a profile. `accessKey` is shortened; it is present if the profile has keys. */
export type ProfileView = {
  name: string
  summary: string
  accessKey?: string
  note?: string
  refusal?: string
}

/** The files that were read, and the profiles in them. */
export type ProfilesView = { files: string[]; profiles: ProfileView[] }

type Settings = ReadonlyMap<string, string>

/** The values of one profile from both files. `damage` says which line of which file cannot be read. */
type Merged = { settings: Map<string, string>; services: Map<string, string>; damage?: string }

/**
 * Reads the profiles of the AWS CLI's two files, sorted by name. Both files' values for a profile are merged and the
 * credentials file wins, as in the SDKs; an access key and its secrets come from the same file. A profile with an
 * ambiguous line is refused, naming that line.
 */
export function readAwsProfiles(config: string, credentials: string): AwsProfile[] {
  const profiles = new Map<string, Merged>()
  const sections = readIni(config)
  const add = (name: string, section: IniSection, file: 'config' | 'credentials'): void => {
    const merged: Merged = profiles.get(name) ?? { settings: new Map(), services: new Map() }
    const isKey = (key: string): boolean => keyNames.includes(key)
    const values = [...section.values].map(([key, { value }]) => [key, value] as const)
    // A key from one file is never combined with a secret from the other.
    if (values.some(([key]) => isKey(key))) for (const key of keyNames) merged.settings.delete(key)
    for (const [key, value] of values) merged.settings.set(key, value)
    for (const [key, value] of section.nested.get('dynamodb') ?? []) merged.services.set(key, value)
    if (section.damagedAt !== undefined) merged.damage ??= damageWords(section.damagedAt, file)
    profiles.set(name, merged)
  }
  for (const [heading, section] of sections) {
    const name = heading === 'default' ? heading : (profileOf(heading) ?? unnamedOf(heading, section))
    if (name !== undefined) add(name, section, 'config')
  }
  for (const [heading, section] of readIni(credentials)) {
    add(profileOf(heading) ?? heading, section, 'credentials')
  }
  for (const { settings, services } of profiles.values()) {
    const shared = sections.get(`services ${settings.get('services') ?? ''}`)
    for (const [key, value] of shared?.nested.get('dynamodb') ?? []) services.set(key, value)
    const endpoint = services.get('endpoint_url')
    if (endpoint !== undefined) settings.set('endpoint_url', endpoint)
  }
  return [...profiles]
    .filter(([name]) => name !== '')
    .sort(([a], [b]) => byCodeUnits(a, b))
    .map(([name, merged]) => named(name, merged))
}

const keyNames = ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token', 'aws_security_token']

/** The name in a heading such as `profile reader`; the credentials file should not use this form, but often does. */
function profileOf(heading: string): string | undefined {
  const name = /^profile (.+)$/.exec(heading)?.[1]
  return name === undefined ? undefined : tidied(name)
}

/** A section without a readable name is listed as well. */
function unnamedOf(heading: string, { damagedAt }: IniSection): string | undefined {
  return damagedAt !== undefined && heading === `line ${damagedAt}` ? heading : undefined
}

function damageWords(line: number, file: string): string {
  return `Line ${line} of the ${file} file is damaged. Correct the line, then read the profiles again.`
}

function named(name: string, { settings, damage }: Merged): AwsProfile {
  if (holdsLookalike(name)) {
    return { name: withoutLookalikeWords(name), refusal: 'Its name looks like a secret.' }
  }
  return { name, ...(damage === undefined ? readProfile(settings) : { refusal: damage }) }
}

// In the order of the SDKs: a role first, then keys, then other providers.
const refusals: readonly [(settings: Settings) => boolean, string][] = [
  [(of) => of.has('role_arn') && of.has('mfa_serial'), 'Its role requires an MFA code at every use.'],
  [(of) => of.has('role_arn') && of.has('external_id'), 'Its role requires an external ID.'],
  [(of) => of.has('web_identity_token_file'), 'It signs in with a web identity token from a file.'],
  [isRoleOrKey, ''],
  [(of) => of.has('credential_process'), 'It gets its keys from a program (credential_process).'],
  [(of) => of.has('sso_session') || of.has('sso_start_url'), 'It signs in through IAM Identity Center.'],
  [(of) => of.has('login_session'), 'It signs in through the browser (aws login).'],
  [(of) => localServerOf(of) !== undefined, ''],
  [(of) => !of.has('region'), 'It has no role, no keys and no region.'],
]

function isRoleOrKey(of: Settings): boolean {
  return of.has('role_arn') || of.has('aws_access_key_id')
}

function readProfile(settings: Settings): Content {
  const refusal = refusals.find(([applies]) => applies(settings))?.[1] ?? ''
  if (refusal !== '') return { refusal }
  const given = connectionOf(settings)
  const [secretKey, sessionToken] = [
    settings.get('aws_secret_access_key'),
    settings.get('aws_session_token') ?? settings.get('aws_security_token'),
  ]
  const tooLong = [secretKey, sessionToken].some((secret) => (secret?.length ?? 0) > 20_000)
  if (tooLong || !v.is(connectionFormSchema, given)) return { refusal: 'One of its values is far too long.' }
  const { source, left } = withoutSecrets(given, [secretKey, sessionToken])
  const notes = [
    noteOn(source, settings),
    ...(left.length > 0 ? [`Left out because the value looks like a secret: ${left.join(', ')}.`] : []),
  ].filter(Boolean)
  const note = notes.length > 0 ? { note: notes.join(' ') } : {}
  if (source.useLocal || source.way !== 'userCredentials') return { source, secrets: {}, ...note }
  return {
    source,
    secrets: { ...(secretKey && { secretKey }), ...(sessionToken && { sessionToken }) },
    ...note,
  }
}

/** Clears plain fields that look like a secret or contain one of the profile's own; `left` has their labels. */
function withoutSecrets(
  form: ConnectionForm,
  secrets: readonly (string | undefined)[],
): { source: ConnectionForm; left: string[] } {
  const own = secrets.filter((secret) => secret !== undefined && secret.length >= shortestOwn)
  const holdsOwn = (text: string): boolean => own.some((secret) => text.includes(String(secret)))
  const lookalikes = findLookalikes(form)
  const found = plainFields.filter((field) => lookalikes.includes(field) || holdsOwn(form[field]))
  const blank = Object.fromEntries(found.map((field) => [field, '']))
  return { source: { ...form, ...blank }, left: found.map((field) => fieldLabels[field]) }
}
/** A shorter secret is a made-up one for a local instance, and might equal the name of its region. */
const shortestOwn = 16

function noteOn(source: ConnectionForm, settings: Settings): string {
  const endpoint = settings.get('endpoint_url')
  if (source.useLocal) return ''
  const other = endpoint !== undefined ? ' Its endpoint is ignored: requests go to AWS.' : ''
  if (source.way === 'environment') return `It has no keys; here they come from the environment.${other}`
  if (source.way === 'userCredentials') return other.trim()
  const from = settings.get('source_profile') ?? settings.get('credential_source') ?? 'other keys'
  const start = holdsLookalike(from) ? 'other keys' : shortened(from, 100)
  return `Its role starts from ${start} on the command line; here it starts from the environment.${other}`
}

function connectionOf(settings: Settings): ConnectionForm {
  const region = settings.get('region') ?? ''
  const blank = { ...blankConnection(), region }
  const roleArn = settings.get('role_arn')
  const accessKey = settings.get('aws_access_key_id')
  const local = localServerOf(settings)
  if (local) return { ...blankConnection(), useLocal: true, ...localFields(local, accessKey, region) }
  if (roleArn !== undefined) {
    const sessionName = settings.get('role_session_name') ?? ''
    const durationSeconds = settings.get('duration_seconds') ?? blank.durationSeconds
    return { ...blank, way: 'assumeRole', roleArn, sessionName, durationSeconds }
  }
  return accessKey === undefined
    ? { ...blank, way: 'environment' }
    : { ...blank, way: 'userCredentials', accessKey }
}

function localServerOf(settings: Settings): ServerParts | undefined {
  return readLocalEndpoint(settings.get('endpoint_url') ?? '')
}

/** What the window shows of a profile, without secrets. */
export function viewProfile(profile: AwsProfile): ProfileView {
  const { name } = profile
  if ('refusal' in profile) return { name, summary: '', refusal: profile.refusal }
  const { source, note } = profile
  const summary = endpointLabel(endpointOf(source)).label
  return {
    name,
    summary: [summary, source.roleArn].filter(Boolean).join(' · '),
    ...(source.accessKey && { accessKey: shortAccessKey(source.accessKey) }),
    ...(note && { note }),
  }
}

/** Makes a workspace with the profile as its source and a blank destination; without keys also without access key. */
export function workspaceOfProfile(profile: AwsProfile, withKeys: boolean): Workspace | undefined {
  if ('refusal' in profile) return undefined
  const source = withKeys ? profile.source : { ...profile.source, accessKey: '' }
  return { ...blankWorkspace(), name: profile.name, source }
}
