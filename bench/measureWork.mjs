// @ts-check
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { launch, newFolder, programs } from './launch.mjs'
import { startLocalServers } from './localServer.mjs'
import { generateWorkspaces, localWorkspace, writeWorkspace } from './workspaces.mjs'

/** @typedef {Record<string, string>} Env */

/**
 * An expression that does something in the page and resolves with the milliseconds until a condition holds, checked
 * after every change of the page.
 * @param {string} action
 * @param {string} condition
 */
const timed = (action, condition) => `new Promise((resolve, reject) => {
  const done = () => ${condition}
  const begun = performance.now()
  const observer = new MutationObserver(() => {
    if (!done()) return
    observer.disconnect()
    resolve(performance.now() - begun)
  })
  observer.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true })
  setTimeout(() => reject(new Error('Nothing happened: ' + document.body.innerText.slice(0, 400))), 60000)
  ;${action}
})`

/** @param {string} name */
const buttonNamed = (name) =>
  `Array.from(document.querySelectorAll('button')).find((one) => (one.getAttribute('aria-label') ?? one.textContent).trim().startsWith(${JSON.stringify(name)}))`

/**
 * Waits until the window shows something; the first start after a build may take longer than the quiet time.
 * @param {{ evaluate: (script: string) => Promise<unknown> }} page
 */
async function shown(page) {
  const isShown = () => page.evaluate(`document.querySelector('main') !== null`).catch(() => false)
  while (!(await isShown())) await pause(100)
}

/**
 * Starts the application on files that `fill` writes, and lets `work` use its page.
 * @template T
 * @param {Env} env
 * @param {(userData: string) => void} fill
 * @param {(page: Awaited<ReturnType<ReturnType<typeof launch>['page']>>, program: ReturnType<typeof launch>) => Promise<T>} work
 */
async function withApplication(env, fill, work) {
  const folder = newFolder()
  fill(folder.path)
  const program = launch(programs.product, { userData: folder.path, env })
  try {
    const page = await program.page(4_000)
    await shown(page)
    return await work(page, program)
  } finally {
    await program.close()
    folder.remove()
  }
}

/**
 * Tests a local connection by a click, in milliseconds to its verdict: the first test after the start, those after it,
 * and the same `ListTables` by the SDK in plain Node.
 * @param {{ rounds: number, env: Env }} options
 */
export async function measureLocalTest({ rounds, env }) {
  const { DynamoDBClient, ListTablesCommand } = await import('@aws-sdk/client-dynamodb')
  const servers = await startLocalServers({ servers: 2, afterMs: 0 })
  const [source = 0, destination = 0] = servers.ports
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${source}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
  /** @type {{ first: number[], second: number[], warm: number[], sdk: number[] }} */
  const figures = { first: [], second: [], warm: [], sdk: [] }
  const result = `document.querySelector('[aria-label="Source test result"]')`
  // A result says which run it is about; that of the last click stays until the next one is there.
  const click = timed(
    `window.runBefore = ${result}?.dataset.run; ${buttonNamed('Test Source Connection')}.click()`,
    `(${result}?.dataset.run ?? window.runBefore) !== window.runBefore && /passed/i.test(${result}.textContent)`,
  )
  try {
    for (let round = 0; round < Math.max(3, Math.ceil(rounds / 3)); round++) {
      await withApplication(
        env,
        (userData) => writeWorkspace(userData, localWorkspace('Local', source, destination)),
        async (page) => {
          figures.first.push(await page.evaluate(click))
          await pause(300)
          figures.second.push(await page.evaluate(click))
          for (let time = 0; time < rounds; time++) {
            await pause(150)
            figures.warm.push(await page.evaluate(click))
            const begun = performance.now()
            await client.send(new ListTablesCommand({}))
            figures.sdk.push(performance.now() - begun)
          }
        },
      )
    }
    figures.sdk.shift()
    return figures
  } finally {
    client.destroy()
    servers.close()
  }
}

/**
 * Tests 200 local workspaces on the board, every answer after 50 ms: milliseconds to the end, and those that 16 calls at
 * a time would need.
 * @param {{ rounds: number, env: Env }} options
 */
export async function measureTestMany({ rounds, env }) {
  const workspaces = 200
  const servers = await startLocalServers({ servers: 2 * workspaces, afterMs: 50 })
  /** @type {{ all: number[], ideal: number[] }} */
  const figures = { all: [], ideal: [] }
  try {
    for (let round = 0; round < rounds; round++) {
      await withApplication(
        env,
        (userData) => {
          for (let at = 0; at < workspaces; at++) {
            const [source = 0, destination = 0] = servers.ports.slice(2 * at)
            writeWorkspace(userData, localWorkspace(`Many ${at}`, source, destination))
          }
        },
        async (page) => {
          await page.evaluate(timed(`${buttonNamed('Test all')}.click()`, buttonNamed(`Test ${workspaces} `)))
          const before = servers.calls()
          figures.all.push(
            await page.evaluate(
              timed(
                `${buttonNamed(`Test ${workspaces} `)}.click()`,
                `document.body.innerText.includes('${workspaces} of ${workspaces} tested')`,
              ),
            ),
          )
          figures.ideal.push(((servers.calls() - before) * 50) / 16)
        },
      )
    }
    return figures
  } finally {
    servers.close()
  }
}

/**
 * The main-thread work of one key in milliseconds, with this many workspaces, in the search and in the name of the open
 * workspace: from the key through script, style and layout to the frame that shows it. `longest` is the longest task
 * from the first key on, such as the one that shows what was found.
 * @param {{ size: number, env: Env }} options
 * @returns {Promise<Record<'search' | 'field', { keys: number[], longest: number }>>}
 */
export async function measureKeys({ size, env }) {
  return withApplication(
    env,
    (userData) => generateWorkspaces(userData, size),
    async (page, program) => {
      /** @param {string} focus @param {string} text */
      const keys = async (focus, text) => {
        await page.evaluate(focus)
        await pause(1_000)
        const events = await program.devTools.trace(
          ['devtools.timeline', 'disabled-by-default-devtools.timeline'],
          async () => {
            for (const key of text) {
              await page.send('Input.dispatchKeyEvent', {
                type: 'keyDown',
                text: key,
                key,
                unmodifiedText: key,
              })
              await page.send('Input.dispatchKeyEvent', { type: 'keyUp', key })
              await pause(400)
            }
          },
        )
        return workOfKeys(events)
      }
      return {
        search: await keys(
          `document.querySelector('[aria-label="Search workspaces"]').focus()`,
          'Orders 8 qa nightly copy us-e',
        ),
        field: await keys(`document.querySelector('main input').focus()`, ' edited'),
      }
    },
  )
}

/**
 * Adds up the tasks of the page's main thread, for each key those from the key to the frame that shows it.
 * @param {readonly import('./devTools.mjs').TraceEvent[]} events
 */
function workOfKeys(events) {
  const pressed = events.filter(({ name, args }) => name === 'EventDispatch' && args.data?.type === 'keydown')
  const [first] = pressed
  const own = events
    .filter(({ pid, tid }) => pid === first?.pid && tid === first.tid)
    .sort((a, b) => a.ts - b.ts)
  const frames = own.filter(({ name }) => name === 'Commit').map(({ ts, dur = 0 }) => ts + dur)
  const tasks = own.filter(({ name }) => name === 'RunTask')
  /** @param {number} from @param {number} to */
  const workMs = (from, to) =>
    tasks
      .filter(({ ts, dur = 0 }) => ts + dur > from && ts < to)
      .reduce((sum, { dur = 0 }) => sum + dur / 1000, 0)
  const keys = pressed.map(({ ts }) => workMs(ts, frames.find((frame) => frame > ts) ?? ts))
  const since = tasks.filter(({ ts }) => ts >= (first?.ts ?? 0))
  return { keys, longest: Math.max(...since.map(({ dur = 0 }) => dur / 1000)) }
}

/**
 * Saves a workspace by a click: milliseconds to the words that it is saved, and those of the same steps in plain Node.
 * @param {{ rounds: number, env: Env }} options
 */
export async function measureSave({ rounds, env }) {
  /** @type {{ save: number[], plain: number[] }} */
  const figures = { save: [], plain: [] }
  const folder = newFolder()
  const content = localWorkspace('Kept', 8000, 8001)
  const plain = async () => {
    const begun = performance.now()
    const path = join(folder.path, 'plain.json')
    const file = await open(`${path}.tmp`, 'w', 0o600)
    await file.writeFile(JSON.stringify(content, null, 2))
    await file.sync()
    await file.close()
    await rename(`${path}.tmp`, path)
    const directory = await open(folder.path, 'r')
    await directory.sync()
    await directory.close()
    return performance.now() - begun
  }
  try {
    await withApplication(
      env,
      (userData) => writeWorkspace(userData, content),
      async (page) => {
        for (let round = 0; round < rounds; round++) {
          await page.evaluate(`document.querySelector('main input').focus()`)
          await page.send('Input.insertText', { text: ` ${round}` })
          // The draft is written when typing pauses.
          await pause(700)
          figures.save.push(
            await page.evaluate(
              timed(
                `${buttonNamed('Save')}.click()`,
                `/Everything is saved/.test(document.querySelector('footer [role="status"]').textContent)`,
              ),
            ),
          )
          figures.plain.push(await plain())
        }
      },
    )
    return figures
  } finally {
    folder.remove()
  }
}
