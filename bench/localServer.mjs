// @ts-check
import { createServer } from 'node:http'

/**
 * Starts servers that answer every request as DynamoDB Local answers `ListTables` without tables, after a number of
 * milliseconds.
 * @param {{ servers: number, afterMs: number }} options
 */
export async function startLocalServers({ servers, afterMs }) {
  let calls = 0
  const all = await Promise.all(
    Array.from({ length: servers }, async () => {
      const server = createServer((request, response) => {
        calls++
        request.resume().on('end', () =>
          setTimeout(() => {
            response.writeHead(200, {
              'content-type': 'application/x-amz-json-1.0',
              'x-amzn-requestid': '8f9cd8c1-6c0f-4b0e-9b0c-0123456789ab',
              server: 'Jetty(12.0.14)',
            })
            response.end('{"TableNames":[]}')
          }, afterMs),
        )
      })
      await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
      const address = server.address()
      return { server, port: typeof address === 'object' && address ? address.port : 0 }
    }),
  )
  return {
    ports: all.map(({ port }) => port),
    /** How many requests were answered. */
    calls: () => calls,
    close: () => all.forEach(({ server }) => void server.close().closeAllConnections()),
  }
}
