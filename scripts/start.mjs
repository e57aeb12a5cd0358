// @ts-check
// `npm start`: sets this machine up as far as it is not, then opens the application. Words after `--` go to it.
import { openDisplay } from './display.mjs'
import { electronProgram } from './electronRuntime.mjs'
import { projectRoot } from './projectRoot.mjs'
import { run } from './run.mjs'
import { setUp } from './setup.mjs'

await setUp({ tests: false, build: true })
const display = await openDisplay()
if (display.note) console.log(display.note)

const root = process.platform === 'linux' && process.getuid?.() === 0
const words = [
  projectRoot,
  ...(root ? ['--no-sandbox'] : []),
  ...(display.virtual ? ['--disable-gpu'] : []),
  ...process.argv.slice(2),
]
try {
  process.exitCode = await run([electronProgram, ...words], {
    env: display.env,
    dropFromStderr: /Failed to connect to the bus/,
  })
} finally {
  await display.close()
}
