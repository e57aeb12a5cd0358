import { spawn } from 'node:child_process'
import { connect } from 'node:net'

const listen = `
  const server = require('node:net').createServer()
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => process.stdout.write(String(server.address().port)))
`

/**
 * A port of 127.0.0.1 that neither accepts a connection nor refuses one, as a host behind a firewall: its process is
 * halted, and the two places of its queue are taken. Linux alone.
 */
export async function startFullBacklog(): Promise<{ port: number; stop: () => void }> {
  const server = spawn(process.execPath, ['-e', listen], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.stdout.once('data', (text: Buffer) => resolve(Number(text.toString())))
  })
  server.kill('SIGSTOP')
  const fillers = Array.from({ length: 4 }, () => connect(port, '127.0.0.1').on('error', () => undefined))
  const taken = fillers.slice(0, 2).map((socket) => new Promise((done) => socket.once('connect', done)))
  await Promise.all(taken)
  return {
    port,
    stop: () => {
      for (const socket of fillers) socket.destroy()
      server.kill('SIGKILL')
    },
  }
}
