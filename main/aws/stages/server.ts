import type { Reply } from '../failures/lastReply'

/** What a local instance is, told by the headers that its kind sends; undefined for one that is not known. */
export function serverOf(reply: Reply | undefined): string | undefined {
  if (!reply) return undefined
  const { headers } = reply
  const server = headers['server'] ?? ''
  const isAws = headers['x-amzn-requestid'] !== undefined && headers['x-amz-crc32'] !== undefined
  if (headers['x-localstack'] !== undefined || /localstack/i.test(server)) return 'LocalStack'
  if (/^scylla/i.test(server) || headers['x-scylla'] !== undefined) return 'ScyllaDB Alternator'
  if (isAws && /^Jetty\b/.test(server)) return 'DynamoDB Local'
  if (isAws && server === 'Server') return 'DynamoDB'
  // It names itself nowhere; it is the one that runs on Node's own server, which offers to keep connections so.
  if (isAws && server === '' && /^timeout=\d+/.test(headers['keep-alive'] ?? '')) return 'dynalite'
  if (/^(Werkzeug|TwistedWeb|hypercorn|uvicorn|gunicorn)\b/i.test(server)) return 'an emulator in Python'
  return undefined
}
