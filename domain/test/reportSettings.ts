import { shortAccessKey } from '../connection/accessKey'
import { fieldLabels, kindNames } from '../connection/connection'
import type { ConnectionKind } from '../connection/connection'
import { parseJson } from '../json'
import { reachingFields } from './testReport'
import type { TestReport } from './testReport'

/** One setting that a test used, for people. Secrets are compared only by version. */
export type ReportSetting = { label: string; value: string }

/** Reads the settings that a test used from its fingerprint; empty if the fingerprint has another format. */
export function settingsOf({ fingerprint }: Pick<TestReport, 'fingerprint'>): ReportSetting[] {
  const parts = readParts(fingerprint)
  const kind = parts[0] as ConnectionKind
  if (!(kind in kindNames)) return []
  const fields = reachingFields(kind).map((field, index) => {
    const value = parts[index + 1] ?? ''
    if (field === 'accessKey') return { label: fieldLabels[field], value: shortAccessKey(value) }
    const isSecret = field === 'secretKey' || field === 'sessionToken'
    return { label: fieldLabels[field], value: isSecret ? versionName(value) : value }
  })
  const environment = (parts[fields.length + 1] ?? '').trim().replace(/\s+/g, ' ')
  const expected = parts[fields.length + 2] ?? ''
  return [
    { label: 'Connection', value: kindNames[kind] },
    ...fields.filter(({ value }) => value !== ''),
    ...(environment === '' ? [] : [{ label: 'Environment', value: environment }]),
    ...(expected === '' ? [] : [{ label: fieldLabels.expectedAccount, value: expected }]),
  ]
}

function readParts(fingerprint: string): string[] {
  const parts = parseJson(fingerprint)
  return Array.isArray(parts) ? parts.map(String) : []
}

function versionName(version: string): string {
  return version === 'none' ? 'none' : `version ${version.slice(0, 8)}`
}
