// @ts-check
// `npm run check`: types, rules, format, unused code and generated files.
import { runChecks } from './checks.mjs'
import { setUp } from './setup.mjs'

await setUp({ tests: false, build: false })
const { failed } = await runChecks()
process.exitCode = failed > 0 ? 1 : 0
