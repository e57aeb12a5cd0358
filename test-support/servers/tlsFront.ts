import { createServer } from 'node:tls'
import type { Certificate } from './certificates'
import { handOn, listenOnLoopback } from './tcpServer'
import type { TcpServer } from './tcpServer'

/** Starts a server on 127.0.0.1 that takes TLS off and hands what is inside on to another port. */
export function startTlsFront(own: Certificate, port: number): Promise<TcpServer> {
  return listenOnLoopback(createServer(own, (socket) => handOn(socket, port)))
}
