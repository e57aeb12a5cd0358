// @ts-check
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { openDisplay } from '../scripts/display.mjs'
import { projectRoot } from '../scripts/projectRoot.mjs'
import { boundRow, differenceRow, median, plotOf, quantile, ratioRow, tableOf } from './figures.mjs'
import { settle } from './launch.mjs'
import { measureKeys, measureLocalTest, measureSave, measureTestMany } from './measureWork.mjs'
import { measureProcesses, measureScripts } from './measureProcesses.mjs'
import { measureStart } from './measureStart.mjs'

/**
 * Measures everything and returns whether every figure is as wanted. The whole run writes docs/benchmarks.md and its
 * plots; the short one only prints.
 * @param {{ short: boolean, electron: string }} options
 * @returns {Promise<boolean>}
 */
export async function runBenchmarks({ short, electron }) {
  const rounds = short ? 3 : 9
  const sizes = short ? [10, 10_000] : [10, 100, 1_000, 10_000, 100_000]
  const display = await openDisplay()
  const { env } = display
  try {
    await settle()
    const test = await measureLocalTest({ rounds, env })
    await settle()
    const many = await measureTestMany({ rounds: short ? 1 : 3, env })
    await settle()
    const keys = await measureKeys({ size: 10_000, env })
    await settle()
    // A save takes so little that its median needs more rounds.
    const save = await measureSave({ rounds: short ? rounds : 21, env })
    await settle()
    const processes = await measureProcesses({ rounds, env })
    await settle()
    // Last, because the folders of 100,000 workspaces keep the disk busy for a while, also when they are removed.
    const start = await measureStart({
      rounds,
      sizes,
      env,
      memoryAfterMs: short ? 6_000 : 30_000,
      memoryRounds: short ? 1 : 3,
    })
    const scripts = measureScripts()

    /** @param {number} size @param {'start' | 'memory'} figure */
    const of = (size, figure) => start.get(size)?.[figure] ?? []
    const rows = [
      ratioRow('start to usable, 10 workspaces, against a bare window', {
        values: of(10, 'start'),
        against: of(0, 'start'),
        unit: 'ms',
        atMost: 1.2,
      }),
      ratioRow('start to usable, 10,000 against 10', {
        values: of(10_000, 'start'),
        against: of(10, 'start'),
        unit: 'ms',
        atMost: 1.15,
      }),
      ...(short
        ? []
        : [
            ratioRow('start to usable, 100,000 against 10', {
              values: of(100_000, 'start'),
              against: of(10, 'start'),
              unit: 'ms',
              atMost: 1.5,
            }),
          ]),
      ratioRow('memory of all processes, 10 workspaces, against a bare window', {
        values: of(10, 'memory'),
        against: of(0, 'memory'),
        unit: 'MB',
        atMost: 1.15,
      }),
      ratioRow('memory of all processes, 10,000, against a bare window', {
        values: of(10_000, 'memory'),
        against: of(0, 'memory'),
        unit: 'MB',
        atMost: 1.25,
      }),
      differenceRow('local test, click to verdict, against ListTables by the SDK', {
        values: test.warm,
        against: test.sdk,
        unit: 'ms',
        atMost: 10,
      }),
      differenceRow('first local test after the start, against the second', {
        values: test.first,
        against: test.second,
        unit: 'ms',
        atMost: 60,
      }),
      ...(processes.awsCli.length > 0
        ? [
            ratioRow('local test, against the AWS CLI as a process', {
              values: test.warm,
              against: processes.awsCli,
              unit: 'ms',
              atMost: 1 / 15,
            }),
          ]
        : []),
      ratioRow('200 workspaces tested, answers after 50 ms, against 16 calls at a time', {
        values: many.all,
        against: many.ideal,
        unit: 'ms',
        atMost: 1.25,
      }),
      boundRow('work of a key in the search, key to its frame, 10,000 workspaces, 95th percentile', {
        value: quantile(keys.search.keys, 0.95),
        unit: 'ms',
        atMost: 8,
      }),
      boundRow('longest task of the window after keys in the search: no frame of the screen is missed', {
        value: keys.search.longest,
        unit: 'ms',
        atMost: 16.7,
      }),
      boundRow('work of a key in a field, key to its frame, 10,000 workspaces, 95th percentile', {
        value: quantile(keys.field.keys, 0.95),
        unit: 'ms',
        atMost: 8,
      }),
      ratioRow('save, click to acknowledgement, against the same steps in plain Node', {
        values: save.save,
        against: save.plain,
        unit: 'ms',
        atMost: 2,
      }),
      differenceRow('command line, one local workspace, against a bare process', {
        values: processes.command,
        against: processes.bare,
        unit: 'ms',
        atMost: 120,
      }),
      boundRow('JavaScript of the first screen, compressed', {
        value: scripts.first,
        unit: 'kB',
        atMost: 110,
      }),
      boundRow('all JavaScript of the window, compressed', { value: scripts.all, unit: 'kB', atMost: 170 }),
    ]
    const table = tableOf(rows)
    console.log(`\n${table}\n`)
    if (!short) writeReport({ table, electron, rounds, start, sizes })
    return rows.every(({ met }) => met !== false)
  } finally {
    await display.close()
  }
}

/** @param {{ table: string, electron: string, rounds: number, sizes: number[], start: Map<number, { start: number[], memory: number[] }> }} report */
function writeReport({ table, electron, rounds, start, sizes }) {
  const folder = join(projectRoot, 'docs/benchmarks')
  mkdirSync(folder, { recursive: true })
  /** @param {'start' | 'memory'} figure */
  const lines = (figure) => [
    {
      name: 'workspaces',
      points: sizes.map((size) => /** @type {const} */ ([size, median(start.get(size)?.[figure] ?? [])])),
    },
    {
      name: 'bare window',
      points: sizes.map((size) => /** @type {const} */ ([size, median(start.get(0)?.[figure] ?? [])])),
    },
  ]
  writeFileSync(join(folder, 'start.svg'), plotOf('Start to usable', 'ms', lines('start')))
  writeFileSync(
    join(folder, 'memory.svg'),
    plotOf('Memory of all processes, 30 s after the start', 'MB', lines('memory')),
  )
  const memory = (totalmem() / 1024 ** 3).toFixed(0)
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${memory} GB, ${process.platform} ${release()}`
  writeFileSync(
    join(projectRoot, 'docs/benchmarks.md'),
    `# Benchmarks

Written by \`npm run bench\`, which measures from outside the application, in turns with a bare Electron window
(\`bench/bare/\`) or with the same work in plain Node: ${rounds} rounds, medians, least and most in brackets.

- Date: ${new Date().toISOString().slice(0, 10)}
- Machine: ${machine}
- Electron: ${electron}
- Node.js: ${process.versions.node}

${table}

![Start to usable by number of workspaces](benchmarks/start.svg)

![Memory by number of workspaces](benchmarks/memory.svg)

${readFileSync(join(folder, 'profiles.md'), 'utf8')}`,
  )
}
