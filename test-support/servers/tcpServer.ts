import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import type { Duplex } from 'node:stream'

export interface TcpServer {
  readonly port: number
  /** The connections that are open now. */
  readonly connections: ReadonlySet<Socket>
  /** Ends at once, cutting every connection. */
  stop(): Promise<void>
}

/** Starts a server on 127.0.0.1 that handles each connection with the given function. */
export function startTcpServer(onConnection: (socket: Socket) => void): Promise<TcpServer> {
  return listenOnLoopback(createServer(onConnection))
}

/** Has a server of any protocol listen on a free port of 127.0.0.1, and keeps count of its connections. */
export async function listenOnLoopback(server: Server): Promise<TcpServer> {
  const connections = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    connections.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => connections.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    connections,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of connections) socket.destroy()
      }),
  }
}

/** Joins a connection to a port of this machine; the end of either is the end of both. */
export function handOn(socket: Duplex, port: number): void {
  const onward = connect(port, '127.0.0.1')
  socket.on('error', () => onward.destroy())
  onward.on('error', () => socket.destroy())
  socket.on('close', () => onward.destroy())
  socket.pipe(onward).pipe(socket)
}

/** A port of 127.0.0.1 that nothing listens on: one that was given out and given back. */
export async function freePort(): Promise<number> {
  const { port, stop } = await startTcpServer(() => undefined)
  await stop()
  return port
}
