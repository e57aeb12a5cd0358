import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { RawRequest } from './canonicalRequest'

export interface LoopbackServer {
  readonly url: string
  readonly port: number
  /** Ends at once, cutting connections that are still waiting for an answer. */
  stop(): Promise<void>
}

export type Handler = (request: RawRequest, response: ServerResponse) => Promise<void> | void

/** Starts an HTTP server on a free port of 127.0.0.1 that hands over each request once it is complete. */
export async function startLoopbackServer(handle: Handler): Promise<LoopbackServer> {
  const server = createServer((incoming, response) => {
    read(incoming)
      .then((request) => handle(request, response))
      .catch((error: unknown) => {
        if (response.destroyed) return
        response.statusCode = 500
        response.end(`The double itself failed: ${String(error)}`)
      })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function read(incoming: IncomingMessage): Promise<RawRequest> {
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array)
  return {
    method: incoming.method ?? 'GET',
    url: incoming.url ?? '/',
    headers: incoming.headersDistinct,
    body: Buffer.concat(chunks),
  }
}
