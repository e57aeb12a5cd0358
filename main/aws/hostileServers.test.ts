import { createHash } from 'node:crypto'
import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { newKeyId, newSecret } from '../../test-support/aws/signature/keyIds'
import { loadDynamodb, loadSts } from './sdk/sdk'
import { endOf, endpointsAt, keyForm, localForm, runTest, typed } from './testing/testHarness'
import { startHttp, startTcp } from './testing/servers'

// Whatever listens on a port may answer anything. Each of these ends in a cause, in time, and in little memory.
const deadlineMs = 750
const mostBytes = 64 * 1024 * 1024

beforeAll(() => Promise.all([loadDynamodb(), loadSts()]))

/** Answers each connection with these bytes once it has asked, and then follows the script. */
const answering = (text: string | Buffer, then: (socket: Socket) => void = (socket) => socket.end()) =>
  startTcp((socket) =>
    socket.once('data', () => {
      socket.write(text)
      then(socket)
    }),
  )

/** Speaks before it is asked, as many protocols do. */
const greeting = (text: string | Buffer) => startTcp((socket) => socket.write(text))

/** Answers in HTTP with status 200 and these headers; the body is written piece by piece, for ever. */
const endless = (headers: Record<string, string>, piece: string, everyMs = 0) =>
  startHttp((_request, response) => {
    response.writeHead(200, headers)
    const write = (): void => {
      if (response.destroyed) return
      const hasRoom = response.write(piece)
      if (everyMs > 0) setTimeout(write, everyMs)
      else if (hasRoom) setImmediate(write)
      else response.once('drain', write)
    }
    write()
  })

const head = (status: string, ...headers: string[]) => `HTTP/1.1 ${status}\r\n${headers.join('\r\n')}\r\n\r\n`
const json = 'Content-Type: application/x-amz-json-1.0'
const lol = Array.from({ length: 12 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('')
const bomb = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "lol">${lol}]><l>&l12;</l>`
const zeros = gzipSync(Buffer.alloc(32 * 1024 * 1024))

type Row = [what: string, start: () => Promise<number>, code: string, sts?: string]
const rows: Row[] = [
  ['is silent', () => startTcp((socket) => socket.resume()), 'answerTimeout'],
  [
    'hangs up when asked',
    () => startTcp((socket) => socket.once('data', () => socket.end())),
    'connectionReset',
  ],
  [
    'resets when asked',
    () => startTcp((socket) => socket.once('data', () => socket.resetAndDestroy())),
    'connectionReset',
  ],
  [
    'resets within the status line',
    () => answering('HTTP/1.1 2', (s) => s.resetAndDestroy()),
    'connectionReset',
  ],
  ['hangs up within the status line', () => answering('HTTP/1.1 2'), 'connectionReset'],
  [
    'resets within the headers',
    () => answering('HTTP/1.1 200 OK\r\nA: ', (s) => s.resetAndDestroy()),
    'connectionReset',
  ],
  [
    'resets within the body',
    () =>
      answering(`${head('200 OK', 'Content-Length: 90')}{"Tab`, (s) =>
        setTimeout(() => s.resetAndDestroy(), 30),
      ),
    'answerCut',
  ],
  [
    'announces more than it sends',
    () => answering(`${head('200 OK', 'Content-Length: 90')}{"Tab`),
    'answerCut',
  ],
  [
    'ends within a chunk',
    () => answering(`${head('200 OK', 'Transfer-Encoding: chunked')}ff\r\n{"Tab`),
    'answerCut',
  ],
  [
    'announces less than it sends',
    () => answering(`${head('200 OK', json, 'Content-Length: 2')}{}{"TableNames":[]}`),
    'otherJson',
  ],
  [
    'sends a chunk of no size',
    () => answering(`${head('200 OK', 'Transfer-Encoding: chunked')}zz\r\n`),
    'answerCut',
  ],
  [
    'sends two lengths',
    () => answering(`${head('200 OK', 'Content-Length: 1', 'Content-Length: 2')}{}`),
    'notHttp',
  ],
  ['stalls within the headers', () => answering('HTTP/1.1 200 OK\r\nA: ', () => undefined), 'answerTimeout'],
  [
    'stalls within the body',
    () => answering(`${head('200 OK', json, 'Content-Length: 90')}{"TableNames":[`, () => undefined),
    'bodyStalled',
  ],
  ['sends a byte at a time', () => endless({}, ' ', 20), 'bodyStalled'],
  [
    'sends headers by the byte',
    () =>
      startTcp((socket) => {
        socket.write('HTTP/1.1 200 OK\r\nA: ')
        const drip = setInterval(() => socket.write('a'), 20)
        socket.on('close', () => clearInterval(drip))
      }),
    'answerTimeout',
  ],
  [
    'never ends its body',
    () => endless({ 'content-type': 'application/json' }, 'x'.repeat(65_536)),
    'answerTooLarge',
  ],
  [
    'never ends a list of tables',
    () => endless({}, `{"TableNames":["${'t'.repeat(65_536)}"]}`),
    'answerTooLarge',
  ],
  [
    'announces an exabyte',
    () =>
      answering(head('200 OK', 'Content-Length: 1000000000000000000'), (s) => {
        const fill = setInterval(() => s.write('x'.repeat(65_536)), 1)
        s.on('close', () => clearInterval(fill))
      }),
    'answerTooLarge',
  ],
  [
    'never ends its headers',
    () =>
      startTcp((s) => {
        s.write('HTTP/1.1 200 OK\r\n')
        const fill = setInterval(() => s.write(`A: ${'b'.repeat(8_000)}\r\n`), 5)
        s.on('close', () => clearInterval(fill))
      }),
    'answerTooLarge',
  ],
  [
    'sends one huge header',
    () => answering(head('200 OK', `Server: ${'x'.repeat(200_000)}`)),
    'answerTooLarge',
  ],
  [
    'sends a bomb of gzip',
    () =>
      answering(
        Buffer.concat([
          Buffer.from(head('200 OK', json, 'Content-Encoding: gzip', `Content-Length: ${zeros.length}`)),
          zeros,
        ]),
      ),
    'notDynamoDb',
    'notSts',
  ],
  [
    'sends a bomb of entities',
    () => answering(`${head('200 OK', 'Content-Type: text/xml')}${bomb}`),
    'notDynamoDb',
    'notSts',
  ],
  ['nests lists without end', () => answering(`${head('200 OK', json)}${'['.repeat(900_000)}`), 'otherJson'],
  [
    'nests lists and ends them',
    () => answering(`${head('200 OK', json)}${'['.repeat(400_000)}${']'.repeat(400_000)}`),
    'otherJson',
  ],
  ['answers null', () => answering(`${head('200 OK', json)}null`), 'notDynamoDb', 'notSts'],
  ['answers with a number', () => answering(`${head('200 OK', json)}7`), 'notDynamoDb', 'notSts'],
  ['answers {}', () => answering(`${head('200 OK', json)}{}`), 'otherJson'],
  ['answers []', () => answering(`${head('200 OK', json)}[]`), 'otherJson'],
  ['answers with nothing', () => answering(head('200 OK', 'Content-Length: 0')), 'emptyAnswer'],
  ['answers 204', () => answering(head('204 No Content')), 'emptyAnswer'],
  ['answers with zeros', () => answering(Buffer.alloc(100_000)), 'notHttp'],
  [
    'answers with a web page',
    () => answering(`${head('200 OK', 'Server: nginx/1.25.3')}<!DOCTYPE html><html>`),
    'webPage',
  ],
  ['answers 502 with a page', () => answering(`${head('502 Bad Gateway')}<html><h1>502</h1>`), 'webPage'],
  [
    'redirects',
    () => answering(head('302 Found', 'Location: https://sign-in.example/', 'Content-Length: 0')),
    'redirected',
  ],
  [
    'redirects to itself for ever',
    () => answering(head('307 Temporary Redirect', 'Location: /', 'Content-Length: 0')),
    'redirected',
  ],
  [
    'is another service in JSON',
    () => answering(`${head('404 Not Found')}{"error":"no such index"}`),
    'otherJson',
  ],
  [
    'is Elasticsearch',
    () => answering(`${head('200 OK')}{"name":"node-1","tagline":"You Know, for Search"}`),
    'otherJson',
  ],
  [
    'upgrades',
    () => answering(head('101 Switching Protocols', 'Upgrade: h2c', 'Connection: Upgrade')),
    'answerTimeout',
  ],
  ['only ever continues', () => answering(head('100 Continue').repeat(3), () => undefined), 'answerTimeout'],
  ['is SSH', () => greeting('SSH-2.0-OpenSSH_9.6\r\n'), 'otherProtocol'],
  ['is Redis', () => answering("-ERR unknown command 'POST'\r\n"), 'otherProtocol'],
  ['is a mail server', () => greeting('220 mail.example ESMTP Postfix\r\n'), 'otherProtocol'],
  [
    'is MySQL',
    () => greeting(Buffer.concat([Buffer.from([74, 0, 0, 0, 10]), Buffer.from('8.0.36\0')])),
    'otherProtocol',
  ],
  [
    'is PostgreSQL',
    () =>
      answering(
        Buffer.from('E\0\0\0\x85SFATAL\0VFATAL\0C0A000\0Munsupported frontend protocol\0\0', 'latin1'),
      ),
    'otherProtocol',
  ],
]

describe.each(rows)('a server that %s', (_what, start, code, sts = code) => {
  async function expectCause(
    expected: string,
    run: () => ReturnType<typeof runTest>,
    stage: string,
  ): Promise<void> {
    const before = held()
    const report = await run()
    const failure = endOf(report)
    expect(failure).toMatchObject({ stage, code: expected })
    expect(report.ms).toBeLessThan(deadlineMs + 300)
    expect(held() - before).toBeLessThan(mostBytes)
    expect(`${failure.message} ${failure.remedy}`).not.toMatch(/[{}<>]|undefined| {2}/)
  }

  it('in the place of a local instance', async () => {
    const source = localForm(await start())
    await expectCause(code, () => runTest({ source, deadlineMs }), 'dynamodb')
  })

  // What is silent is silent to both alike.
  if (code === 'answerTimeout' || code === 'bodyStalled') return

  it('in the place of STS', async () => {
    const source = keyForm(newKeyId('111122223333', 'AKIA'))
    const environment = endpointsAt(`http://127.0.0.1:${await start()}`)
    const run = () => runTest({ source, secretKey: typed(newSecret()), environment, deadlineMs })
    await expectCause(sts, run, 'identity')
  })
})

it('does not repeat what a server says of itself, unless it is a name and a version', async () => {
  const digest = createHash('sha256').update('x').digest('hex')
  for (const [server, described] of [
    ['nginx/1.25.3 (Ubuntu)', ' (nginx/1.25.3)'],
    [digest, ''],
    ['AWS4-HMAC-SHA256 Credential=AKIARTX3GSDSQABCDEFG', ''],
  ]) {
    const port = await answering(`${head('200 OK', `Server: ${server}`)}<html>`)
    const { message } = endOf(await runTest({ source: localForm(port) }))
    expect(message).toBe(`A web page answers at 127.0.0.1:${port}${described}, where DynamoDB is expected.`)
  }
})

function held(): number {
  const { heapUsed, external, arrayBuffers } = process.memoryUsage()
  return heapUsed + external + arrayBuffers
}
