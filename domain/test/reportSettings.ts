import { shortAccessKey } from '../connection/accessKey'
import { fieldLabels, kindNames } from '../connection/connection'
import type { ConnectionKind } from '../connection/connection'
import { parseJson } from '../json'
import { failureOf, reachingFields, stageStatusWords, stageTitles } from './testReport'
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

/** One difference between two reports. */
export type Difference = { label: string; first: string; second: string }

/** Lists the differences between two reports of a side: settings, outcome, cause, stages and findings. */
export function differencesOf(first: TestReport, second: TestReport): Difference[] {
  const [a, b] = [factsOf(first), factsOf(second)]
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((label) => {
    const difference = { label, first: a.get(label) ?? '–', second: b.get(label) ?? '–' }
    return difference.first === difference.second ? [] : [difference]
  })
}

function factsOf(report: TestReport): Map<string, string> {
  const { place, stages, outcome } = report
  const found: [string, string | undefined][] = [
    ...settingsOf(report).map(({ label, value }): [string, string] => [label, value]),
    ['Outcome', outcome],
    ['Cause', failureOf(report)?.message],
    ['Host', place.host],
    ['Account', place.account],
    ['Caller', place.arn],
    ['Tables', place.tables === undefined ? undefined : String(place.tables)],
    ...stages.map(({ name, status }): [string, string] => [
      `Stage ${stageTitles[name]}`,
      stageStatusWords[status],
    ]),
  ]
  return new Map(found.filter((fact): fact is [string, string] => fact[1] !== undefined))
}
