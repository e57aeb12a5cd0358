import { sideName, sides } from '../side'
import type { BothSides } from '../side'
import { failureOf } from '../test/testReport'
import type { TestReport } from '../test/testReport'
import { aboutLines, linesAsText } from './about'
import type { AboutView } from './about'
import type { KeychainStatus } from './machineView'

/**
 * What helps to find a problem, as a text to paste into a report: versions, system, state of the keychain, and how the
 * last tests of the opened workspace ended. No name, host, account, key or secret is in it.
 */
export function describeDiagnostics(
  about: AboutView,
  keychain: KeychainStatus,
  reports: BothSides<readonly TestReport[]> | undefined,
): string {
  const tests = reports
    ? sides.map((side) => ({ name: `${sideName(side)} test`, value: lastResult(reports[side]) }))
    : [{ name: 'Tests', value: 'no workspace is open' }]
  const state = keychain.kind === 'unavailable' ? `unavailable (${keychain.failure.code})` : keychain.kind
  return linesAsText([...aboutLines(about), { name: 'Keychain', value: state }, ...tests])
}

function lastResult([last]: readonly TestReport[]): string {
  if (!last) return 'not tested'
  const failure = failureOf(last)
  if (!failure) return last.outcome
  const { status } = failure.detail ?? {}
  return `${last.outcome} (${failure.code}${status ? `, HTTP ${status}` : ''})`
}
