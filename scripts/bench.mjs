// @ts-check
// `npm run bench`: measures the built application against a bare window and plain Node, writes docs/benchmarks.md, and
// fails if a figure is missed. `npm run bench -- --short` measures less and only prints.
import { runBenchmarks } from '../bench/run.mjs'
import { setUp } from './setup.mjs'

const short = process.argv.includes('--short')
const { electron } = await setUp({ tests: false, build: true })
const met = await runBenchmarks({ short, electron })
process.exit(met || short ? 0 : 1)
