import { createServer } from 'node:http'
import { handOn, listenOnLoopback } from './tcpServer'
import type { TcpServer } from './tcpServer'

export interface ProxyDouble extends TcpServer {
  /** What the proxy is called in words and in proxy settings: `host:port`. */
  readonly name: string
  /** Everything that it was asked for: the `host:port` of tunnels, and what is no tunnel as it came. */
  readonly asked: string[]
  /** The status that tunnels are answered with; 200, which leads everybody to one port, unless a test changes it. */
  status: number
}

/**
 * Starts an HTTP proxy on 127.0.0.1 that joins every tunnel to one port of this machine, whatever host is asked for.
 */
export async function startProxyDouble(port: number): Promise<ProxyDouble> {
  const asked: string[] = []
  const server = createServer(({ url = '' }, response) => {
    asked.push(url)
    response.writeHead(405).end()
  })
  server.on('connect', ({ url = '' }, socket) => {
    asked.push(url)
    if (proxy.status !== 200) {
      socket.end(`HTTP/1.1 ${proxy.status} Refused\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    handOn(socket, port)
  })
  const listening = await listenOnLoopback(server)
  const proxy: ProxyDouble = { ...listening, name: `127.0.0.1:${listening.port}`, asked, status: 200 }
  return proxy
}
