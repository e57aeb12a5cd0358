import { createServer as createHttpServer } from 'node:http'
import type { RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createRequire } from 'node:module'
import { connect, createServer as createTcpServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach } from 'vitest'
import { createClients, localCredentials } from '../clients'
import { createProxies } from '../proxies'
import { loadDynamodb } from '../sdk'
import type { Certificate } from './certificates'

const stops: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

/** Has something stopped after the test that is running. */
export function stopAfterwards(stop: () => Promise<void>): void {
  stops.push(stop)
}

/** A server that does with each connection what it is told; answers its port on 127.0.0.1. */
export function startTcp(onConnection: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    onConnection(socket)
  })
  return listen(server, () => {
    for (const socket of sockets) socket.destroy()
  })
}

/** An HTTP server; answers its port on 127.0.0.1. */
export function startHttp(onRequest: RequestListener): Promise<number> {
  const server = createHttpServer(onRequest)
  return listen(server, () => server.closeAllConnections())
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
  const server = createHttpsServer(own, (_request, response) => void response.end(body))
  return listen(server, () => server.closeAllConnections())
}

/** A server that takes TLS off and hands what is inside on to another port; answers its port on 127.0.0.1. */
export function startTlsFront(own: Certificate, port: number): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createTlsServer(own, (socket) => {
    sockets.add(socket)
    handOn(socket, port)
  })
  return listen(server, () => {
    for (const socket of sockets) socket.destroy()
  })
}

/** An HTTP proxy that connects everybody to one port, whatever host is asked for; answers its port and its requests. */
export async function startHttpProxy(port: number): Promise<{ port: number; asked: string[] }> {
  const asked: string[] = []
  const server = createHttpServer()
  const sockets = new Set<Duplex>()
  server.on('connect', ({ url = '' }, socket) => {
    asked.push(url)
    sockets.add(socket)
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    handOn(socket, port)
  })
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy()
    server.closeAllConnections()
  }
  return { port: await listen(server, cutAll), asked }
}

/** Joins a connection to a port of this machine. */
export function handOn(socket: Duplex, port: number): void {
  const onward = connect(port, '127.0.0.1')
  socket.on('error', () => onward.destroy())
  onward.on('error', () => socket.destroy())
  socket.on('close', () => onward.destroy())
  socket.pipe(onward).pipe(socket)
}

/** A second port for a server on another one. */
export function startProxy(port: number): Promise<number> {
  return startTcp((socket) => handOn(socket, port))
}

/** A port of 127.0.0.1 that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createTcpServer()
  await new Promise<void>((started) => server.listen(0, '127.0.0.1', started))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}

/** A local instance with these tables; answers its port. */
export async function startDynamodb(tables: readonly string[] = [], options: object = {}): Promise<number> {
  const dynalite = createRequire(import.meta.url)('dynalite') as (options: object) => Server
  const port = await listen(dynalite({ createTableMs: 0, ...options }), () => undefined)
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

async function listen(server: Server, cutAll: () => void): Promise<number> {
  await new Promise<void>((started, refused) => {
    server.once('error', refused)
    server.listen(0, '127.0.0.1', started)
  })
  stopAfterwards(async () => {
    const closed = new Promise((done) => server.close(done))
    cutAll()
    await closed
  })
  return (server.address() as AddressInfo).port
}
