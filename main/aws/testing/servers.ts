import { createServer as createHttpServer } from 'node:http'
import type { RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createRequire } from 'node:module'
import { createServer as createTcpServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import { afterEach } from 'vitest'
import type { Certificate } from '../../../test-support/servers/certificates'
import { startProxyDouble } from '../../../test-support/servers/proxyDouble'
import { handOn, listenOnLoopback } from '../../../test-support/servers/tcpServer'
import type { TcpServer } from '../../../test-support/servers/tcpServer'
import { startTlsFront as startFront } from '../../../test-support/servers/tlsFront'
import { createClients, localCredentials } from '../sdk/clients'
import { createProxies } from '../network/proxies'
import { loadDynamodb } from '../sdk/sdk'
import { createSecretsInUse } from '../run/secretsInUse'

export { freePort, handOn } from '../../../test-support/servers/tcpServer'

const stops: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

/** Has something stopped after the test that is running. */
export function stopAfterwards(stop: () => Promise<void>): void {
  stops.push(stop)
}

/** A server that handles each connection with the given function; answers its port on 127.0.0.1. */
export function startTcp(onConnection: (socket: Socket) => void): Promise<number> {
  return listen(createTcpServer(onConnection))
}

/** An HTTP server; answers its port on 127.0.0.1. */
export function startHttp(onRequest: RequestListener): Promise<number> {
  return listen(createHttpServer(onRequest))
}

/** An HTTP server that gives everybody one answer. */
export function startAnswering(status: number, contentType: string, body: string): Promise<number> {
  return startHttp((_request, response) => {
    response.writeHead(status, { 'content-type': contentType })
    response.end(body)
  })
}

/** An HTTPS server that gives everybody one answer; answers its port on 127.0.0.1. */
export function startHttps(own: Certificate, body = '{}'): Promise<number> {
  return listen(createHttpsServer(own, (_request, response) => void response.end(body)))
}

/** A server that takes TLS off and hands what is inside on to another port; answers its port on 127.0.0.1. */
export async function startTlsFront(own: Certificate, port: number): Promise<number> {
  return portOf(await startFront(own, port))
}

/** An HTTP proxy that connects everybody to one port, whatever host is asked for; answers its port and its requests. */
export async function startHttpProxy(port: number): Promise<{ port: number; asked: string[] }> {
  const proxy = await startProxyDouble(port)
  return { port: portOf(proxy), asked: proxy.asked }
}

/** A second port for a server on another one. */
export function startProxy(port: number): Promise<number> {
  return startTcp((socket) => handOn(socket, port))
}

/** A local instance with these tables; answers its port. */
export async function startDynamodb(tables: readonly string[] = [], options: object = {}): Promise<number> {
  const dynalite = createRequire(import.meta.url)('dynalite') as (options: object) => Server
  const port = await listen(dynalite({ createTableMs: 0, ...options }))
  if (tables.length > 0) await createTables(port, tables)
  return port
}

async function createTables(port: number, tables: readonly string[]): Promise<void> {
  const { CreateTableCommand } = await loadDynamodb()
  const clients = createClients({
    limitMs: 10_000,
    now: Date.now,
    proxies: createProxies(undefined),
    authorities: undefined,
    secrets: createSecretsInUse(),
    onReply: () => undefined,
  })
  const target = { local: true, region: 'us-east-1', dynamodbUrl: new URL(`http://127.0.0.1:${port}`) }
  const client = await clients.dynamodb(target, localCredentials('local'))
  for (const TableName of tables) {
    await client.send(
      new CreateTableCommand({
        TableName,
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    )
  }
  clients.destroy()
}

async function listen(server: Server): Promise<number> {
  return portOf(await listenOnLoopback(server))
}

/** The port of a server that is stopped after the test. */
function portOf({ port, stop }: TcpServer): number {
  stopAfterwards(stop)
  return port
}
