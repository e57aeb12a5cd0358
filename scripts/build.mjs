// @ts-check
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { localTool } from './localTool.mjs'
import { projectRoot } from './projectRoot.mjs'

const folders = ['domain', 'main', 'preload', 'renderer']
/** What the build reads besides: the guides that the window shows, and how the list of licences is made. */
const besides = ['docs/causes.md', 'docs/command-line.md', 'scripts/licences.mjs']
const configuration = /^(electron\.vite\.config\.\w+|tsconfig.*\.json|package(-lock)?\.json|\.env.*)$/
const note = join(projectRoot, 'out', '.built-from')

/**
 * Sees to it that `out` is built from the sources as they are; does nothing where it is.
 * @returns {string} what it did
 */
export function provideBuild() {
  const sources = fingerprint()
  const built = existsSync(note) && readFileSync(note, 'utf8') === sources
  if (built && existsSync(join(projectRoot, mainFile()))) return 'up to date'
  rmSync(note, { force: true })
  const [program, ...words] = [...localTool('electron-vite'), 'build', '--logLevel', 'warn']
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd: projectRoot,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  if (status !== 0) throw new Error(`electron-vite build failed:\n${stdout}${stderr}`)
  mkdirSync(dirname(note), { recursive: true })
  writeFileSync(note, sources)
  return 'made anew'
}

/** @returns {string} */
function mainFile() {
  return JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')).main
}

/** @returns {string} a digest of every file the build reads */
function fingerprint() {
  const top = readdirSync(projectRoot).filter((name) => configuration.test(name))
  const deep = folders.flatMap((folder) => filesIn(folder))
  const digest = createHash('sha256')
  for (const file of [...top, ...deep, ...besides].sort()) {
    digest
      .update(`${file}\0`)
      .update(readFileSync(join(projectRoot, file)))
      .update('\0')
  }
  return digest.digest('hex')
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesIn(folder) {
  if (!existsSync(join(projectRoot, folder))) return []
  return readdirSync(join(projectRoot, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(projectRoot.length + 1))
}
