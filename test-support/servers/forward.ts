import { request as send } from 'node:http'
import { headerOf, type RawRequest } from '../aws/signature/canonicalRequest'
import type { Call } from '../aws/signature/authentication'
import { dynamoError, type Reply } from '../aws/replies'

const PASSED_THROUGH = ['content-type', 'x-amzn-requestid', 'x-amz-crc32']

/** Hands a verified call on to a DynamoDB Local, which keeps each account and region apart by access key. */
export async function forward(request: RawRequest, port: number, call: Call): Promise<Reply> {
  try {
    return await exchange(request, port, call)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return dynamoError(500, 'InternalServerError', `DynamoDB Local did not answer: ${reason}`)
  }
}

function exchange(request: RawRequest, port: number, { caller, region }: Call): Promise<Reply> {
  const timestamp = headerOf(request.headers, 'x-amz-date') ?? ''
  const scope = `${caller.account.id}/${timestamp.slice(0, 8)}/${region}/dynamodb/aws4_request`
  // DynamoDB Local reads the key and the region and ignores the signature, so none is made.
  const unsigned = `SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, ${unsigned}`
  const headers = {
    'content-type': headerOf(request.headers, 'content-type') ?? 'application/x-amz-json-1.0',
    'content-length': request.body.byteLength,
    'x-amz-target': headerOf(request.headers, 'x-amz-target') ?? '',
    'x-amz-date': timestamp,
    authorization,
  }
  return new Promise((resolve, reject) => {
    const outgoing = send({ host: '127.0.0.1', port, method: 'POST', path: '/', headers }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        const status = incoming.statusCode ?? 500
        const kept = PASSED_THROUGH.map((name) => [name, incoming.headers[name]] as const)
        resolve({
          status,
          headers: Object.fromEntries(
            kept.filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
          ),
          body: Buffer.concat(chunks),
          outcome: status < 400 ? 'ok' : 'error from behind',
        })
      })
    })
    outgoing.on('error', reject)
    outgoing.end(request.body)
  })
}
