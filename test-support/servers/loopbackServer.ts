import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { RawRequest } from '../aws/signature/canonicalRequest'
import { listenOnLoopback } from './tcpServer'
import type { TcpServer } from './tcpServer'

export interface LoopbackServer extends TcpServer {
  readonly url: string
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
  const listening = await listenOnLoopback(server)
  return { ...listening, url: `http://127.0.0.1:${listening.port}` }
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
