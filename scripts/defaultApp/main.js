// What `electron FOLDER` runs when Electron came from the substitute (see ../substituteElectron.mjs), which has no
// starter application of its own: it takes `-r MODULE`, finds the application's path, and loads the application.
import { app as publicApp } from 'electron/main'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** @type {Electron.App & { setVersion(version: string): void, setAppPath(path: string): void }} */
// @ts-expect-error Electron does not document the two.
const app = publicApp
const require = createRequire(join(process.cwd(), 'start.js'))
const words = process.argv.slice(1)
const preloads = []
let target

for (let word = words.shift(); word !== undefined && target === undefined; word = words.shift()) {
  if (word === '-r' || word === '--require') preloads.push(words.shift() ?? '')
  else if (!word.startsWith('-')) target = resolve(word)
}

app.on('window-all-closed', () => {
  if (app.listenerCount('window-all-closed') === 1) app.quit()
})
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
for (const module of preloads) require(module)

if (target === undefined) {
  console.error('Name the application to start: electron FOLDER')
  app.exit(1)
} else {
  const manifest = join(target, 'package.json')
  if (existsSync(manifest)) {
    const { name, productName, version } = JSON.parse(readFileSync(manifest, 'utf8'))
    if (productName ?? name) app.setName(productName ?? name)
    if (version) app.setVersion(version)
  }
  app.setAppPath(existsSync(manifest) ? target : resolve(target, '..'))
  await import(pathToFileURL(require.resolve(target)).href)
}
