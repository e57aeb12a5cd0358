import * as v from 'valibot'
import { shortAccessKey } from './accessKey'
import { blankConnection, connectionFormSchema } from './connection'
import type { ConnectionForm } from './connection'
import { readIni } from './iniFile'
import type { SecretName } from './secret'
import { byCodeUnits } from './stableJson'
import { summaryLine } from './endpoint'
import { blankWorkspace } from './workspace'
import type { Workspace } from './workspace'

type Content =
  | { refusal: string }
  | { source: ConnectionForm; secrets: Partial<Record<SecretName, string>>; note?: string }

/** A profile of the AWS CLI, as a connection where it can be one. Its secrets stay in the main process. */
export type AwsProfile = { name: string } & Content

/** What the window may know of a profile. `accessKey` is shortened, and there when the profile holds keys. */
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

/**
 * The profiles of the two files of the AWS CLI, in the order of their names. What both files say of a profile is put
 * together, and the file of credentials wins, as in the SDKs.
 */
export function readAwsProfiles(config: string, credentials: string): AwsProfile[] {
  const profiles = new Map<string, Map<string, string>>()
  const add = (name: string, settings: Settings): void => {
    profiles.set(name, new Map([...(profiles.get(name) ?? []), ...settings]))
  }
  for (const [heading, settings] of readIni(config)) {
    const name = heading === 'default' ? heading : /^profile (.+)$/.exec(heading)?.[1]
    if (name !== undefined) add(name.replace(/^(["'])(.*)\1$/, '$2').trim(), settings)
  }
  for (const [name, settings] of readIni(credentials)) add(name, settings)
  return [...profiles]
    .filter(([name]) => name !== '')
    .sort(([a], [b]) => byCodeUnits(a, b))
    .map(([name, settings]) => ({ name, ...readProfile(settings) }))
}

// The order is that of the SDKs: a role first, then keys, then whatever else gives keys out.
const refusals: readonly [(settings: Settings) => boolean, string][] = [
  [(of) => of.has('mfa_serial'), 'It asks for a code of a second factor at every use.'],
  [(of) => of.has('role_arn') && of.has('external_id'), 'Its role asks for an external ID.'],
  [(of) => of.has('web_identity_token_file'), 'It signs in with a token of another system.'],
  [isRoleOrKey, ''],
  [(of) => of.has('credential_process'), 'A program of its own gives its keys out.'],
  [(of) => of.has('sso_session') || of.has('sso_start_url'), 'It signs in through IAM Identity Center.'],
  [(of) => of.has('login_session'), 'It signs in through the browser.'],
  [(of) => !of.has('region'), 'It names no role, no keys and no region.'],
]

function isRoleOrKey(of: Settings): boolean {
  return of.has('role_arn') || of.has('aws_access_key_id')
}

function readProfile(settings: Settings): Content {
  const refusal = refusals.find(([applies]) => applies(settings))?.[1] ?? ''
  if (refusal !== '') return { refusal }
  const source = connectionOf(settings)
  const [secretKey, sessionToken] = [settings.get('aws_secret_access_key'), settings.get('aws_session_token')]
  const tooLong = [secretKey, sessionToken].some((secret) => (secret?.length ?? 0) > 20_000)
  if (tooLong || !v.is(connectionFormSchema, source)) return { refusal: 'One of its values is far too long.' }
  if (source.way !== 'userCredentials') {
    const from = settings.get('source_profile') ?? settings.get('credential_source')
    const note =
      source.way === 'environment'
        ? 'It holds no keys: they come from the environment here.'
        : `Its role starts from ${from ?? 'other keys'} there, and from the environment here.`
    return { source, secrets: {}, note }
  }
  return { source, secrets: { ...(secretKey && { secretKey }), ...(sessionToken && { sessionToken }) } }
}

function connectionOf(settings: Settings): ConnectionForm {
  const region = settings.get('region') ?? ''
  const blank = { ...blankConnection(), region }
  const roleArn = settings.get('role_arn')
  if (roleArn !== undefined) {
    const sessionName = settings.get('role_session_name') ?? ''
    const durationSeconds = settings.get('duration_seconds') ?? blank.durationSeconds
    return { ...blank, way: 'assumeRole', roleArn, sessionName, durationSeconds }
  }
  const accessKey = settings.get('aws_access_key_id')
  return accessKey === undefined
    ? { ...blank, way: 'environment' }
    : { ...blank, way: 'userCredentials', accessKey }
}

/** A profile as the window shows it: without secrets. */
export function viewProfile(profile: AwsProfile): ProfileView {
  const { name } = profile
  if ('refusal' in profile) return { name, summary: '', refusal: profile.refusal }
  const { source, note } = profile
  const summary = summaryLine({ ...blankWorkspace(), source }).split(' → ')[0] ?? ''
  return {
    name,
    summary: [summary, source.roleArn].filter(Boolean).join(' · '),
    ...(source.accessKey && { accessKey: shortAccessKey(source.accessKey) }),
    ...(note && { note }),
  }
}

/** The workspace of a profile: its source has the profile, its destination is blank. Without keys, no access key. */
export function workspaceOfProfile(profile: AwsProfile, withKeys: boolean): Workspace | undefined {
  if ('refusal' in profile) return undefined
  const source = withKeys ? profile.source : { ...profile.source, accessKey: '' }
  return { ...blankWorkspace(), name: profile.name, source }
}
