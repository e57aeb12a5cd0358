import { mkdir, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, test } from '../application'
import type { Application } from '../application'
import { windowOf } from '../window'
import { frameMs, keyMs, watchTasks } from './frames'
import { generateWorkspaces } from './generate'
import { median, percentile, tableOf } from './figures'
import type { Figures } from './figures'

const sizes = [10, 10_000] as const
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3)
const results = resolve(import.meta.dirname, '../../bench-results')

/** Opens the application on freshly made workspaces, and measures everything once. */
async function measure(app: Application, size: number): Promise<Figures> {
  let launched = 0
  await app.restart({}, async () => {
    await generateWorkspaces(app.userData, size)
    launched = Date.now()
  })
  const { page, electron } = app
  const { list, search, name } = windowOf(page)
  await list.getByRole('button').first().waitFor()
  const start = Date.now() - launched
  await expect(page.getByText(`${size.toLocaleString('en')} workspaces`, { exact: true })).toBeVisible()

  const scrolling = await frameMs(page)
  await search.focus()
  const keys = await keyMs(page, 'Orders 8 qa')
  await search.fill('')
  await name.focus()
  const longest = await watchTasks(page)
  const typing = await keyMs(page, ' edited')
  // The edit is kept, and the list sorted anew, when typing pauses.
  await expect(list.getByRole('button', { name: / edited/ })).toBeVisible()
  const keeping = await longest()
  const memory = await electron.evaluate(({ app: main }) => {
    const megabytes = (type: string): number =>
      main
        .getAppMetrics()
        .filter((one) => one.type === type)
        .reduce((sum, one) => sum + one.memory.workingSetSize / 1024, 0)
    return { main: megabytes('Browser'), window: megabytes('Tab') }
  })
  return {
    'Start: launch to list shown (ms)': start,
    'Search: key to next frame, median (ms)': median(keys),
    'Search: key to next frame, slowest (ms)': Math.max(...keys),
    'Scroll: frame, median (ms)': median(scrolling),
    'Scroll: frame, 95th percentile (ms)': percentile(scrolling, 95),
    'Scroll: frame, slowest (ms)': Math.max(...scrolling),
    'Typing a name: key to next frame, slowest (ms)': Math.max(...typing),
    'Typing a name: longest task until it is kept (ms)': keeping,
    'Memory: main process (MB)': memory.main,
    'Memory: window (MB)': memory.window,
  }
}

test('10,000 workspaces beside 10', async ({ app }) => {
  const measured = new Map<number, Figures[]>(sizes.map((size) => [size, []]))
  // In turns, so that whatever else the machine does falls on both.
  for (let round = 0; round < rounds; round++) {
    for (const size of sizes) measured.get(size)?.push(await measure(app, size))
  }
  const table = tableOf(measured)
  console.log(`\n${table}\n`)
  await mkdir(results, { recursive: true })
  const stamp = new Date().toISOString().replace(/[:.]/g, '-')
  await writeFile(`${results}/${stamp}.txt`, `${table}\n`)
  await writeFile(`${results}/${stamp}.json`, JSON.stringify(Object.fromEntries(measured), null, 2))
})
