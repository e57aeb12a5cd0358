// @ts-check
// What Electron, the keychain and the tests need of a Linux system beside npm's packages. macOS and Windows bring it.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { apt, aptKnows, mayInstall } from './apt.mjs'
import { hasDisplay } from './display.mjs'
import { hasJava } from './java.mjs'
import { onPath } from './onPath.mjs'

/**
 * @typedef {object} Need
 * @property {string} [library] the file the dynamic linker looks for
 * @property {string} [command] or the program that has to be on the path
 * @property {[string, ...string[]]} debian names of its package, the one to fall back on first
 * @property {string} fedora
 * @property {string} arch
 */

/** @type {Need[]} */
const always = [
  { library: 'libgtk-3.so.0', debian: ['libgtk-3-0', 'libgtk-3-0t64'], fedora: 'gtk3', arch: 'gtk3' },
  { library: 'libnss3.so', debian: ['libnss3'], fedora: 'nss', arch: 'nss' },
  {
    library: 'libasound.so.2',
    debian: ['libasound2', 'libasound2t64'],
    fedora: 'alsa-lib',
    arch: 'alsa-lib',
  },
  { library: 'libgbm.so.1', debian: ['libgbm1'], fedora: 'mesa-libgbm', arch: 'mesa' },
  { library: 'libsecret-1.so.0', debian: ['libsecret-1-0'], fedora: 'libsecret', arch: 'libsecret' },
]
/** @type {Need} */
const virtualDisplay = {
  command: 'Xvfb',
  debian: ['xvfb'],
  fedora: 'xorg-x11-server-Xvfb',
  arch: 'xorg-server-xvfb',
}
/** @type {Need[]} */
const forTests = [
  { command: 'dbus-daemon', debian: ['dbus'], fedora: 'dbus-daemon', arch: 'dbus' },
  { command: 'dbus-send', debian: ['dbus'], fedora: 'dbus-tools', arch: 'dbus' },
  {
    command: 'gnome-keyring-daemon',
    debian: ['gnome-keyring'],
    fedora: 'gnome-keyring',
    arch: 'gnome-keyring',
  },
]
const javaPackages = ['21', '17', '25'].map((version) => `openjdk-${version}-jre-headless`)

/**
 * Sees to it that the libraries and programs are there, installing them where it may, and throws with the command to
 * run where it may not. With `tests` it also tries to have a Java, and does without where there is none to be had.
 * @param {{ tests: boolean }} options
 * @returns {string} what it did
 */
export function provideLinuxLibraries({ tests }) {
  const needs = [...always, ...(hasDisplay() ? [] : [virtualDisplay]), ...(tests ? forTests : [])]
  const missing = lacking(needs)
  const wantsJava = tests && mayInstall() && !hasJava()
  if (missing.length === 0 && !wantsJava) return 'in place'
  if (!mayInstall()) throw new Error(`Missing: ${missing.map(nameOf).join(', ')}.\n${advice(missing)}`)
  if (missing.length > 0 || !javaPackages.some(aptKnows)) apt(['update'])
  const names = debianNames(missing)
  if (names.length > 0) apt(['install', '-y', '--no-install-recommends', ...names])
  const still = lacking(needs)
  if (still.length > 0) throw new Error(`Installed, and yet missing: ${still.map(nameOf).join(', ')}.`)
  const java = wantsJava ? installJava() : undefined
  return [...names, ...(java ? [java] : [])].join(', ') || 'in place'
}

/** @param {Need} need */
function nameOf(need) {
  return need.library ?? need.command
}

/**
 * @param {Need[]} needs
 * @returns {Need[]}
 */
function lacking(needs) {
  const linker = spawnSync(existsSync('/sbin/ldconfig') ? '/sbin/ldconfig' : 'ldconfig', ['-p'], {
    encoding: 'utf8',
  })
  const libraries = linker.status === 0 ? linker.stdout : undefined
  return needs.filter(({ library, command }) => {
    if (library) return libraries !== undefined && !libraries.includes(`\t${library} `)
    return command !== undefined && !onPath(command)
  })
}

/**
 * @param {Need[]} needs
 * @returns {string[]}
 */
function debianNames(needs) {
  return [...new Set(needs.map(({ debian }) => debian.findLast(aptKnows) ?? debian[0]))]
}

/** @returns {string | undefined} the package, where one could be installed */
function installJava() {
  const name = javaPackages.find(aptKnows)
  if (!name) return undefined
  try {
    apt(['install', '-y', '--no-install-recommends', name])
    return name
  } catch {
    return undefined
  }
}

/**
 * @param {Need[]} missing
 * @returns {string}
 */
function advice(missing) {
  const install = onPath('apt-get')
    ? `apt-get install -y --no-install-recommends ${debianNames(missing).join(' ')}`
    : onPath('dnf')
      ? `dnf install -y ${missing.map(({ fedora }) => fedora).join(' ')}`
      : onPath('pacman')
        ? `pacman -S --needed ${missing.map(({ arch }) => arch).join(' ')}`
        : undefined
  return install
    ? `Run this, and then try again:\n  sudo ${install}`
    : 'Install what holds them, and try again.'
}
