// @ts-check
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { launch, memoryOf, newFolder, programs, settle } from './launch.mjs'
import { generateWorkspaces } from './workspaces.mjs'

/** Milliseconds after a start at which the measurement looks at the page for the first time. */
const quietMs = 2_500

/** When the list was painted, in milliseconds since 1970; the bare window has a button in its place. */
const painted = `new Promise((resolve) => {
  const look = () => {
    const [mark] = performance.getEntriesByName('list-shown')
    const [paint] = performance.getEntriesByName('first-contentful-paint')
    if (!mark || !paint) return setTimeout(look, 20)
    resolve(performance.timeOrigin + Math.max(mark.startTime, paint.startTime))
  }
  look()
})`

/** Presses New workspace, and resolves with whether the form of a new workspace has the focus. */
const answers = `new Promise((resolve) => {
  document.querySelector('[aria-label="New workspace"]').click()
  const begun = Date.now()
  const look = () => {
    if (document.activeElement?.matches('input') && document.activeElement.value === '') resolve(true)
    else if (Date.now() - begun > 5000) resolve(false)
    else setTimeout(look, 20)
  }
  look()
})`

/**
 * Waits until the first rows of a long list are kept for the next start.
 * @param {string} userData
 * @param {number} size
 */
async function firstRowsIn(userData, size) {
  const begun = Date.now()
  while (size > 200 && !existsSync(join(userData, 'list.json'))) {
    if (Date.now() - begun > 60_000) throw new Error('The first rows were not kept.')
    await pause(100)
  }
}

/**
 * Starts the bare window and the application with each number of workspaces, in turns, and measures from the start
 * to the painted list in milliseconds, and the memory of all processes in megabytes.
 * @param {{ rounds: number, sizes: readonly number[], env: Record<string, string>, memoryAfterMs: number, memoryRounds: number }} options
 * @returns {Promise<Map<number, { start: number[], memory: number[] }>>} by number of workspaces, the bare window under 0
 */
export async function measureStart({ rounds, sizes, env, memoryAfterMs, memoryRounds }) {
  /** @type {Map<number, { start: number[], memory: number[] }>} */
  const figures = new Map([0, ...sizes].map((size) => [size, { start: [], memory: [] }]))
  const folders = new Map([...figures.keys()].map((size) => [size, newFolder()]))
  try {
    for (const [size, { path }] of folders) if (size > 0) generateWorkspaces(path, size)
    await settle()
    // Two rounds are not counted: the first fills caches of the system and of Chromium and tries whether the window
    // answers, the second leaves the first rows of the list behind, as every run of the application does.
    for (let round = -2; round < rounds; round++) {
      for (const [size, { path }] of folders) {
        const program = launch(size === 0 ? programs.bare : programs.product, { userData: path, env })
        try {
          const withMemory = round >= 0 && round < memoryRounds
          const page = await program.page(quietMs)
          const shownAt = await page.evaluate(painted)
          if (round >= 0) figures.get(size)?.start.push(shownAt - program.startedAt)
          if (withMemory) {
            await pause(memoryAfterMs - quietMs)
            figures.get(size)?.memory.push(memoryOf(program.pid))
          }
          if (round === -1) await firstRowsIn(path, size)
          if (round === -2 && size > 0 && !(await page.evaluate(answers))) {
            throw new Error('New workspace does not answer.')
          }
        } finally {
          await program.close()
          // What the system does to take it apart is no part of the next start.
          await pause(300)
        }
        if (round === -2 && size > 0) generateWorkspaces(path, size)
      }
    }
    return figures
  } finally {
    for (const { remove } of folders.values()) remove()
  }
}
