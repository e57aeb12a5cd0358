import type { Machine } from '../../../domain/connection/localHost'
import type { Result } from '../../../domain/result'
import type { SecretChanges, SecretName, SecretStates } from '../../../domain/secret/secret'
import type { BothSides, Side } from '../../../domain/side'
import type { Place, Stage, TestReport } from '../../../domain/test/testReport'
import type { LocalIdentity } from '../../../domain/workspace/localNeighbours'
import type { Workspace } from '../../../domain/workspace/workspace'
import type { Clients } from '../sdk/clients'
import type { Environment } from '../run/environment'
import type { Lookup } from '../network/network'
import type { Proxies, ProxyFor } from '../network/proxies'
import type { SecretsInUse } from '../run/secretsInUse'
import type { Stages } from '../run/stages'

/** What is tested: one side of a workspace as it stands in the form, with what is known of both sides. */
export type TestInput = {
  runId: string
  side: Side
  workspace: Workspace
  states: BothSides<SecretStates>
  secrets: BothSides<SecretChanges>
  /** Newest first. */
  reports: BothSides<TestReport[]>
  /** What other saved workspaces ask the same local instance with; asked in turn where this pair finds no tables. */
  localNeighbours?: readonly LocalIdentity[]
}

/** The outside world of a test. */
export type TestDependencies = {
  environment: Environment
  /** The saved value of a secret; null when nothing is found under its name. */
  readSecret: (side: Side, name: SecretName) => Promise<Result<string | null>>
  machine: Machine
  now: () => number
  /** Cancels the test. */
  signal: AbortSignal
  /** Hears the whole list of stages at each start and end of one. */
  onStages: (stages: Stage[]) => void
  deadlineMs: number
  /** Resolves names; the operating system's resolver unless given. */
  lookup?: Lookup
  /** Says which proxy leads to a URL, as Electron's session does; without it every way is direct. */
  proxyFor?: ProxyFor
  /** Authorities to trust on top of the system's, in PEM. */
  certificates?: readonly string[]
}

/** A test in flight: what it was given, and what it gathers. */
export type StageContext = {
  input: TestInput
  deps: TestDependencies
  stages: Stages
  clients: Clients
  proxies: Proxies
  authorities: readonly string[] | undefined
  /** What must not come up in the report. */
  secrets: SecretsInUse
  place: Place
}
