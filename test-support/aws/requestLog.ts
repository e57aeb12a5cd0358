import type { Authentication } from './signature/authentication'
import type { Outcome } from './replies'
import type { Service } from './signature/sigv4'

/** What is remembered of a request; never its secret, signature or token. */
export interface LoggedRequest {
  readonly service: Service
  readonly action: string
  /** The access key ID the request claims, as far as its header could be read. */
  keyId: string | undefined
  /** The region the request says it was signed for. */
  regionInScope: string | undefined
  /** The region in which the call was taken, once its signature and token have been accepted. */
  region: string | undefined
  /** The ARN of the caller, once its signature and token have been accepted. */
  caller: string | undefined
  outcome: Outcome | 'pending' | 'hung'
  /** Whether the other side went away without waiting for the answer. */
  abandoned: boolean
}

/** Opens the entry of a request about which nothing is known yet but whom it is for. */
export function newEntry(service: Service, action: string): LoggedRequest {
  return {
    service,
    action,
    keyId: undefined,
    regionInScope: undefined,
    region: undefined,
    caller: undefined,
    outcome: 'pending',
    abandoned: false,
  }
}

/** Adds to an entry what the signature check found out about the sender. */
export function noteSender(entry: LoggedRequest, authentication: Authentication): void {
  entry.keyId = authentication.claim?.keyId
  entry.regionInScope = authentication.claim?.region
  if (!authentication.ok) return
  entry.region = authentication.call.region
  entry.caller = authentication.call.caller.arn
}
