import type { FailureDetail } from '../../domain/failure'

/** What can be read off any thrown value without trusting it. */
export type ErrorFacts = {
  name: string
  code: string
  status?: number
  requestId?: string
  /** Whether an HTTP reply had arrived, understood or not. */
  replied: boolean
  /** The reply's `date` header, in milliseconds since 1970. */
  serverTime?: number
}

/** Reads an error's facts. Names and ids may come from a stranger's server: only plain ones are passed on. */
export function readError(error: unknown): ErrorFacts {
  const at = (path: string): unknown =>
    path.split('.').reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), error)
  const name = plainWord(at('name'))
  // An AggregateError, one error for each address that was tried, may leave the code to its parts.
  const code = plainWord(at('code')) ?? plainWord(at('errors.0.code'))
  const status = at('$metadata.httpStatusCode') ?? at('$response.statusCode')
  const requestId = at('$metadata.requestId')
  const serverTime = Date.parse(String(at('$response.headers.date')))
  return {
    name: name ?? 'Unknown',
    code: code ?? '',
    ...(typeof status === 'number' && { status }),
    ...(typeof requestId === 'string' && /^[\w-]{1,64}$/.test(requestId) && { requestId }),
    replied: at('$response') !== undefined,
    ...(Number.isFinite(serverTime) && { serverTime }),
  }
}

/** The evidence of an error for a Failure: the code where there is one, since the SDK renames network errors. */
export function detailOf(facts: ErrorFacts, host?: string): FailureDetail {
  const { name, code, status, requestId } = facts
  return {
    error: code || name,
    ...(status !== undefined && { status }),
    ...(requestId && { requestId }),
    ...(host && { host }),
  }
}

/** The message of an error, for the few causes that share one name. It is matched against, never shown. */
export function messageOf(error: unknown): string {
  return isObject(error) && typeof error['message'] === 'string' ? error['message'] : ''
}

function plainWord(value: unknown): string | undefined {
  return typeof value === 'string' && /^[A-Za-z][\w.]{0,63}$/.test(value) ? value : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
