// @ts-check
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/**
 * Gives the program that starts a Java on which DynamoDB Local runs, which means 17 or newer: JAVA_HOME's, else the
 * path's, else nothing.
 * @returns {string | undefined}
 */
export function javaProgram() {
  const home = process.env['JAVA_HOME']
  return [...(home ? [join(home, 'bin', 'java')] : []), 'java'].find((program) => {
    const { status, stderr } = spawnSync(program, ['-version'], { encoding: 'utf8' })
    return status === 0 && Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0) >= 17
  })
}

/**
 * Tells whether DynamoDB Local can run on this machine.
 * @returns {boolean}
 */
export function hasJava() {
  return javaProgram() !== undefined
}
