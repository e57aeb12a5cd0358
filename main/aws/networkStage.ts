import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import { failureOfReaching } from './failures'
import type { Host } from './hosts'
import { hostOf, reach, resolveHost } from './network'
import type { Lookup } from './network'
import type { Passed, StageTools } from './stages'

/** How long a name and how long a connection may take before they are called unreachable. */
const limitMs = 5_000

/**
 * Whether names resolve, ports answer and TLS holds for all hosts that the test is about to use, side by side.
 * Answers the addresses of each host; fails with the first host that fails, in the order given.
 */
export async function checkNetwork(
  hosts: readonly Host[],
  { signal, waitFor }: StageTools,
  lookup: Lookup | undefined,
): Promise<Result<Passed<ReadonlyMap<string, string[]>>>> {
  const different = [...new Map(hosts.map((host) => [host.host, host])).values()]
  const names = different.map(({ host }) => host).join(' and ')
  waitFor(`${names} to accept a connection`)
  const checked = await Promise.all(different.map((host) => checkHost(host, signal, lookup)))
  const failure = checked.find((result) => !result.ok)
  if (failure && !failure.ok) return failure
  const addresses = new Map(checked.flatMap((result) => (result.ok ? [result.value] : [])))
  return ok({ text: `${names} ${different.length === 1 ? 'answers' : 'answer'}`, value: addresses })
}

async function checkHost(
  host: Host,
  signal: AbortSignal,
  lookup: Lookup | undefined,
): Promise<Result<[string, string[]]>> {
  try {
    const addresses = await resolveHost(hostOf(host.url).host, { signal, limitMs, lookup })
    await reach(host.url, addresses, { signal, limitMs })
    return ok([host.host, addresses])
  } catch (error) {
    if (signal.aborted) throw error
    return failed(failureOfReaching(error, host))
  }
}
