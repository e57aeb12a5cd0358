import { randomBytes, randomUUID } from 'node:crypto'
import { crc32 } from 'node:zlib'

export type StsCode =
  | 'AccessDenied'
  | 'ExpiredToken'
  | 'IncompleteSignature'
  | 'InternalFailure'
  | 'InvalidAction'
  | 'InvalidClientTokenId'
  | 'MalformedInput'
  | 'MissingAuthenticationToken'
  | 'OptInRequired'
  | 'RegionDisabledException'
  | 'ServiceUnavailable'
  | 'SignatureDoesNotMatch'
  | 'Throttling'
  | 'ValidationError'

const DYNAMO_TYPES = {
  AccessDeniedException: 'com.amazon.coral.service',
  ExportNotFoundException: 'com.amazonaws.dynamodb.v20120810',
  ExpiredTokenException: 'com.amazon.coral.service',
  IncompleteSignatureException: 'com.amazon.coral.service',
  InternalServerError: 'com.amazonaws.dynamodb.v20120810',
  InvalidSignatureException: 'com.amazon.coral.service',
  MissingAuthenticationTokenException: 'com.amazon.coral.service',
  ResourceNotFoundException: 'com.amazonaws.dynamodb.v20120810',
  RequestLimitExceeded: 'com.amazonaws.dynamodb.v20120810',
  SerializationException: 'com.amazon.coral.service',
  ServiceUnavailable: 'com.amazon.coral.service',
  SubscriptionRequiredException: 'com.amazon.coral.service',
  TableNotFoundException: 'com.amazonaws.dynamodb.v20120810',
  ThrottlingException: 'com.amazon.coral.availability',
  UnknownOperationException: 'com.amazon.coral.service',
  UnrecognizedClientException: 'com.amazon.coral.service',
  ValidationException: 'com.amazon.coral.validate',
} as const

export type DynamoCode = keyof typeof DYNAMO_TYPES

/** How a request ended: well, with a service's error code, or with an error of the database behind. */
export type Outcome = 'ok' | 'error from behind' | StsCode | DynamoCode

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
  readonly outcome: Outcome
}

const STS_NAMESPACE = 'xmlns="https://sts.amazonaws.com/doc/2011-06-15/"'

/** Makes an STS success reply around the given result element content. */
export function stsResult(action: string, result: string): Reply {
  const requestId = randomUUID()
  const body =
    `<${action}Response ${STS_NAMESPACE}>\n<${action}Result>${result}</${action}Result>\n` +
    `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>\n</${action}Response>\n`
  return stsReply(200, body, requestId, 'ok')
}

/** Makes an STS error reply; without a message it carries none, as some of AWS's do. */
export function stsError(status: number, code: StsCode, message?: string): Reply {
  const requestId = randomUUID()
  const type = status < 500 ? 'Sender' : 'Receiver'
  const error = element('Type', type) + element('Code', code) + (message ? element('Message', message) : '')
  const body =
    `<ErrorResponse ${STS_NAMESPACE}>\n<Error>${error}</Error>\n` +
    `${element('RequestId', requestId)}\n</ErrorResponse>\n`
  return stsReply(status, body, requestId, code)
}

/** Makes an XML element that holds text, escaped. */
export function element(name: string, text: string): string {
  const escaped = text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)
  return `<${name}>${escaped}</${name}>`
}

/** Makes a DynamoDB success reply. */
export function dynamoResult(result: object): Reply {
  return dynamoReply(200, result, 'ok')
}

/** Makes a DynamoDB error reply; like AWS's, an access denial spells its message with a capital. */
export function dynamoError(status: number, code: DynamoCode, message?: string): Reply {
  const field = code === 'AccessDeniedException' ? 'Message' : 'message'
  const type = `${DYNAMO_TYPES[code]}#${code}`
  return dynamoReply(status, { __type: type, ...(message !== undefined && { [field]: message }) }, code)
}

function stsReply(status: number, body: string, requestId: string, outcome: Outcome): Reply {
  const headers = {
    'content-type': 'text/xml',
    'x-amzn-requestid': requestId,
    'x-amz-sts-extended-request-id': randomBytes(33).toString('base64'),
  }
  return { status, headers, body, outcome }
}

function dynamoReply(status: number, result: object, outcome: Outcome): Reply {
  const body = JSON.stringify(result)
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amzn-requestid': randomBytes(39).toString('base64').toUpperCase().replace(/[+/]/g, '0'),
    'x-amz-crc32': String(crc32(body)),
  }
  return { status, headers, body, outcome }
}
