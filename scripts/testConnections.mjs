// @ts-check
// The command line of a checkout: `node scripts/testConnections.mjs --all` is `dynamodb-workspaces test --all` of an
// installed application. What it prints of its own goes to the error output.
import { electronProgram } from './electronRuntime.mjs'
import { projectRoot } from './projectRoot.mjs'
import { run } from './run.mjs'
import { setUp } from './setup.mjs'

console.log = console.error
await setUp({ tests: false, build: true })
const root = process.platform === 'linux' && process.getuid?.() === 0
const switches = root ? ['--no-sandbox'] : []
process.exitCode = await run([electronProgram, ...switches, projectRoot, 'test', ...process.argv.slice(2)], {
  dropFromStderr: /Failed to connect to the bus/,
})
