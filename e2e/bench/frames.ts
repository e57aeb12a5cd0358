import type { Page } from 'playwright'

type Timed = { keyTimes?: number[]; tasks?: number[] }

/** Types a text key by key, and answers with the milliseconds from each key to the end of the frame with its result. */
export async function keyMs(page: Page, text: string): Promise<number[]> {
  await page.evaluate(() => {
    const timed = globalThis as unknown as Timed
    const isNew = timed.keyTimes === undefined
    timed.keyTimes = []
    if (!isNew) return
    document.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        // What is posted from within a frame arrives when the frame is done.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => timed.keyTimes?.push(performance.now() - timeStamp)
          port2.postMessage(null)
        })
      },
      { capture: true },
    )
  })
  for (let keys = 1; keys <= text.length; keys++) {
    await page.keyboard.press(text.charAt(keys - 1))
    await page.waitForFunction((count) => (globalThis as unknown as Timed).keyTimes?.length === count, keys)
  }
  return page.evaluate(() => (globalThis as unknown as Timed).keyTimes ?? [])
}

/** Scrolls the list for 120 frames, down and up again, and answers with the milliseconds that each frame took. */
export function frameMs(page: Page): Promise<number[]> {
  return page.getByRole('list', { name: 'Workspaces' }).evaluate(async (list) => {
    const scroller = list.parentElement as HTMLElement
    const nextFrame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done))
    const times: number[] = []
    let last = await nextFrame()
    for (let frame = 0; frame < 120; frame++) {
      scroller.scrollTop += frame < 60 ? 700 : -700
      const now = await nextFrame()
      times.push(now - last)
      last = now
    }
    return times
  })
}

/**
 * Watches for tasks that hold the window up; the returned function gives the milliseconds of the longest until then, 0
 * when none took the 50 ms from which a browser counts.
 */
export async function watchTasks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const tasks: number[] = []
    Object.assign(globalThis, { tasks })
    new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: 'longtask',
    })
  })
  return () => page.evaluate(() => Math.max(0, ...((globalThis as unknown as Timed).tasks ?? [])))
}
