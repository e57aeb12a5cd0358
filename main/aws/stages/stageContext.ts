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

/** The input of a test: one side of a workspace as it is in the form, and what is known about both sides. */
export type TestInput = {
  runId: string
  side: Side
  workspace: Workspace
  states: BothSides<SecretStates>
  secrets: BothSides<SecretChanges>
  /** Newest first. */
  reports: BothSides<TestReport[]>
  /**
   * The access keys and regions of other workspaces on this local instance; tried, and awaited, if this side finds no
   * tables.
   */
  localNeighbours?: Promise<readonly LocalIdentity[]>
}

/** What a test needs from its environment. */
export type TestDependencies = {
  environment: Environment
  /** Reads a saved secret; null if there is none. */
  readSecret: (side: Side, name: SecretName) => Promise<Result<string | null>>
  machine: Machine
  now: () => number
  /** Cancels the test. */
  signal: AbortSignal
  /** Receives the whole list of stages at each start and end of one. */
  onStages: (stages: Stage[]) => void
  deadlineMs: number
  /** Resolves names; by default the operating system's resolver. */
  lookup?: Lookup
  /** Returns the proxy of a URL, like Electron's session; without it all connections are direct. */
  proxyFor?: ProxyFor
  /** Authorities to trust in addition to the system's, in PEM. */
  certificates?: readonly string[]
}

/** A running test: its input, and what it collects. */
export type StageContext = {
  input: TestInput
  deps: TestDependencies
  stages: Stages
  clients: Clients
  proxies: Proxies
  authorities: readonly string[] | undefined
  /** What must not appear in the report. */
  secrets: SecretsInUse
  place: Place
}
