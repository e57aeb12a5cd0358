// @ts-check
import { readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { projectRoot } from './projectRoot.mjs'

/** @typedef {{ version?: string, license?: string, dev?: boolean, name?: string }} Locked */

/**
 * The packages of which something is in the modules of a build, as `package-lock.json` names them.
 * @param {Iterable<string>} modules paths of files
 * @returns {string[]}
 */
export function packagesOf(modules) {
  const found = [...modules].flatMap((path) => {
    const inside = path.split(sep).join('/')
    return /node_modules\/(?:.*node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(inside)?.[0] ?? []
  })
  return [...new Set(found)]
}

/**
 * The packages that are shipped, one a line, with version and licence: those in the bundle, and those installed beside it.
 * @param {Record<string, Locked>} locked the packages of `package-lock.json`
 * @param {Iterable<string>} bundled their keys
 * @returns {string}
 */
export function licencesText(locked, bundled) {
  const installed = Object.keys(locked).filter((key) => key !== '' && !locked[key]?.dev)
  const lines = [...new Set([...installed, ...bundled])].flatMap((key) => {
    const { name, version, license } = locked[key] ?? {}
    return version
      ? `${name ?? key.split('node_modules/').at(-1)} ${version}: ${license ?? 'see the package'}`
      : []
  })
  return `${[...new Set(lines)].sort().join('\n')}\n`
}

/**
 * A plugin for every part of the build, which writes `licences.txt` beside the window, the last part.
 * @returns {{ collect: import('vite').Plugin, write: import('vite').Plugin }}
 */
export function licencePlugins() {
  // The face of the window is named in a style sheet, which is no module of a chunk.
  const bundled = new Set(['node_modules/@fontsource-variable/inter'])
  /** @param {import('vite').Rolldown.OutputBundle} bundle */
  const note = (bundle) => {
    const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
    for (const key of packagesOf(modules)) bundled.add(key)
  }
  return {
    collect: { name: 'licences-collect', generateBundle: (_options, bundle) => note(bundle) },
    write: {
      name: 'licences-write',
      generateBundle(_options, bundle) {
        note(bundle)
        const { packages } = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8'))
        this.emitFile({ type: 'asset', fileName: 'licences.txt', source: licencesText(packages, bundled) })
      },
    },
  }
}
