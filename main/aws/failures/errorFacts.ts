import { isIP } from 'node:net'
import { errorName } from '../../../domain/errorName'
import type { FailureDetail } from '../../../domain/failure'

/** The facts of any thrown value, which is not trusted. */
export type ErrorFacts = {
  name: string
  /** The code of an error from this machine; a reply cannot set it. */
  code: string
  status?: number
  requestId?: string
  address?: string
  /** Whether the error is a service's reply that the SDK could read. */
  refused: boolean
  /** Whether an HTTP reply arrived, readable or not. */
  replied: boolean
}

/** Reads an error's facts. Names and ids may come from any server, so only plain ones are passed on. */
export function readError(error: unknown): ErrorFacts {
  const at = (path: string): unknown =>
    path.split('.').reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), error)
  const refused = typeof at('$fault') === 'string'
  // An AggregateError has one error for each address that was tried; only those may have code and address.
  // The SDK copies every field of a reply into its error, so a reply's `code` is not a code of this machine.
  const code = refused ? undefined : (plainCode(at('code')) ?? plainCode(at('errors.0.code')))
  const address = refused ? undefined : (at('address') ?? at('errors.0.address'))
  const status = at('$metadata.httpStatusCode') ?? at('$response.statusCode')
  const requestId = at('$metadata.requestId')
  return {
    name: errorName(error),
    code: code ?? '',
    ...(typeof status === 'number' && { status }),
    ...(isRequestId(requestId) && { requestId }),
    ...(typeof address === 'string' && isIP(address) !== 0 && { address }),
    refused,
    replied: at('$response') !== undefined,
  }
}

/** The evidence of an error for a Failure: the code if there is one, because the SDK renames network errors. */
export function detailOf(facts: ErrorFacts, host?: string): FailureDetail {
  const { name, code, status, requestId, address } = facts
  return {
    error: code || name,
    ...(status !== undefined && { status }),
    ...(requestId && { requestId }),
    ...(host && { host }),
    // If a name has several addresses, the one that failed.
    ...(address && host && !host.includes(address) && { address }),
  }
}

/** The message of an error, for the few causes with the same name. It is only matched, never shown. */
export function messageOf(error: unknown): string {
  return isObject(error) && typeof error['message'] === 'string' ? error['message'] : ''
}

/** The bytes at which the HTTP parser failed; empty for another error. */
export function bytesOf(error: unknown): Uint8Array {
  const packet = isObject(error) ? error['rawPacket'] : undefined
  return packet instanceof Uint8Array ? packet.subarray(0, 512) : new Uint8Array()
}

function plainCode(value: unknown): string | undefined {
  return typeof value === 'string' && /^[A-Z][A-Z0-9_]{1,63}$/.test(value) ? value : undefined
}

// The two forms used by AWS and its emulators: a UUID, or about fifty capitals and digits.
function isRequestId(value: unknown): value is string {
  return (
    typeof value === 'string' && /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9A-Z]{50,54})$/.test(value)
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
