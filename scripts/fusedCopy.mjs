// @ts-check
// A copy of the Electron runtime with the built application as its app.asar and the fuses as a release sets them. It
// is for tests of what the fuses change, and is no release: nothing is signed, and the runtime may be a substitute.
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { createPackageWithOptions } from '@electron/asar'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { electronProgram } from './electronRuntime.mjs'
import { linkTree } from './linkTree.mjs'
import { runNpm } from './npm.mjs'
import { projectRoot } from './projectRoot.mjs'

/**
 * Makes the copy in the folder `to`, which is replaced; Linux only.
 * @param {string} to
 * @returns {Promise<string>} the program to start
 */
export async function makeFusedCopy(to) {
  linkTree(dirname(electronProgram), to)
  // The other files are shared with the runtime; this one is about to be changed.
  const program = join(to, 'dynamodb-workspaces')
  rmSync(join(to, basename(electronProgram)))
  copyFileSync(electronProgram, program)
  rmSync(join(to, 'resources', 'default_app.asar'))
  const app = join(to, 'app')
  gatherApplication(app)
  await createPackageWithOptions(app, join(to, 'resources', 'app.asar'), { unpack: '**/*.node' })
  rmSync(app, { recursive: true })
  await flipFuses(program, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  })
  return program
}

/**
 * The build, and the packages that it needs at run time.
 * @param {string} app
 */
function gatherApplication(app) {
  mkdirSync(app)
  cpSync(join(projectRoot, 'out'), join(app, 'out'), { recursive: true })
  const { name, productName, version, type, main } = JSON.parse(
    readFileSync(join(projectRoot, 'package.json'), 'utf8'),
  )
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name, productName, version, type, main }))
  const [, ...folders] = runNpm(['ls', '--omit=dev', '--all', '--parseable']).trim().split('\n')
  for (const folder of folders) {
    cpSync(folder, join(app, relative(projectRoot, folder)), {
      recursive: true,
      // Packages inside it are listed themselves, if they are needed.
      filter: (path) => !relative(folder, path).split(sep).includes('node_modules'),
    })
  }
}
