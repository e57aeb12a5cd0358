import type { Reply } from '../failures/lastReply'

/** Names the kind of a local instance from the headers it sends; undefined if it is unknown. */
export function serverOf(reply: Reply | undefined): string | undefined {
  if (!reply) return undefined
  const { headers } = reply
  const server = headers['server'] ?? ''
  const isAws = headers['x-amzn-requestid'] !== undefined && headers['x-amz-crc32'] !== undefined
  if (headers['x-localstack'] !== undefined || /localstack/i.test(server)) return 'LocalStack'
  if (/^scylla/i.test(server) || headers['x-scylla'] !== undefined) return 'ScyllaDB Alternator'
  if (isAws && /^Jetty\b/.test(server)) return 'DynamoDB Local'
  if (isAws && server === 'Server') return 'DynamoDB'
  // dynalite has no header of its own, but runs on Node's HTTP server, which sends this keep-alive header.
  if (isAws && server === '' && /^timeout=\d+/.test(headers['keep-alive'] ?? '')) return 'dynalite'
  if (/^(Werkzeug|TwistedWeb|hypercorn|uvicorn|gunicorn)\b/i.test(server)) return 'an emulator in Python'
  return undefined
}
