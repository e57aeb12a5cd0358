import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { commandLineHelp, readCommandLine, select } from './commandLine'
import type { CommandLine } from './commandLine'
import { errorName } from '../../domain/errorName'
import { resultsAsJson } from '../../domain/commandLine/resultsJson'
import { resultsAsJunit } from '../../domain/commandLine/resultsJunit'
import { printable, resultsAsTable } from '../../domain/commandLine/resultsTable'
import type { SideEnd } from '../../domain/test/testMany'
import { exitCodeOf } from '../../domain/test/testResults'
import type { TestResults } from '../../domain/test/testResults'
import { currentOf, titleOf } from '../../domain/workspace/workspace'
import { readMachine } from '../machine/machine'
import { createSample } from '../workspaces/sample'
import { createSettings } from '../storage/records/settings'
import { createTestSide } from '../tests/testSide'
import { createKeychain, serviceName } from '../storage/secrets/keychain'
import type { Keychain } from '../storage/secrets/keychain'
import { createStateFile } from '../storage/records/stateFile'
import { createWorkspaceFiles } from '../storage/records/workspaceFiles'
import { createTestMany } from '../tests/testMany'
import { createWorkspaces } from '../workspaces/workspaces'

/** The environment of the command line: what Electron provides, and where output goes. */
export type Terminal = {
  userData: string
  appVersion: string
  environment: Record<string, string | undefined>
  proxyFor: (url: string) => Promise<string>
  print: (text: string) => Promise<void>
  complain: (text: string) => void
  /** The keychain of a test; by default the system's. */
  keychain?: Keychain
}

/**
 * Runs the arguments after `test` and returns the exit code. It writes only the requested output, nothing to the
 * application's data, because another process might be writing those files.
 */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  return run(words, terminal).catch((error: unknown) => {
    terminal.complain(`Something unexpected happened: ${errorName(error)}\n`)
    return 2
  })
}

async function run(words: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  const { print, complain } = terminal
  const command = readCommandLine(words)
  if (command.kind === 'help') return print(commandLineHelp).then(() => 0)
  const refuse = (sentence: string): 2 => {
    complain(`${printable(sentence)}\n`)
    return 2
  }
  if (command.kind === 'wrong') {
    return refuse(`${command.sentence} Run dynamodb-workspaces test --help for the options.`)
  }
  const results = await test(command, terminal)
  if (typeof results === 'string') return refuse(results)
  const { format } = command
  if (format.kind === 'junit') {
    const refused = await writeFile(format.file, resultsAsJunit(results)).then(
      () => undefined,
      (error: NodeJS.ErrnoException) => error.code ?? errorName(error),
    )
    if (refused) return refuse(`${format.file} could not be written: ${refused}.`)
  }
  await print(format.kind === 'json' ? resultsAsJson(results) : resultsAsTable(results))
  return exitCodeOf(results)
}

type TestCommand = Extract<CommandLine, { kind: 'test' }>

/**
 * Tests the selected workspaces; returns a sentence instead when they cannot be read or the selection matches
 * nothing.
 */
async function test({ selection }: TestCommand, terminal: Terminal): Promise<TestResults | string> {
  const { userData, appVersion, environment, proxyFor } = terminal
  const started = Date.now()
  const stateFile = createStateFile(join(userData, 'state.json'), { readOnly: true })
  const folder = join(userData, 'workspaces')
  const files = createWorkspaceFiles({ folder, appVersion, readOnly: true })
  const keychain = terminal.keychain ?? createKeychain({ service: serviceName(userData) })
  const workspaces = createWorkspaces({ files, keychain, stateFile })
  const settings = createSettings({ stateFile, chooseFile: async () => undefined })
  const sample = createSample(workspaces)
  const parts = { workspaces, settings, environment, readMachine, proxyFor }
  const testMany = createTestMany({ ...parts, sample, testSide: createTestSide(parts) })

  const listed = await workspaces.list()
  if (!listed.ok) return `${listed.failure.message} ${listed.failure.remedy}`
  const { workspaces: records, setAside: unreadable } = listed.value
  if (records.length + unreadable.length === 0) return `There are no workspaces in ${userData}.`
  const { chosen, unmatched } = select(selection, records, currentOf)
  if (unmatched.length > 0) {
    return `No workspace ${selection.kind === 'tags' ? 'has the tag' : 'is named'}: ${unmatched.join(', ')}.`
  }
  const ends = new Map<string, SideEnd>()
  await testMany({
    ids: chosen.map(({ id }) => id),
    typed: new Map(),
    signal: new AbortController().signal,
    onResult: ({ id, side, ...end }) => void (end.kind === 'running' || ends.set(`${id}.${side}`, end)),
    keep: async () => undefined,
  }).finally(() => sample.stop())

  const endOf = (id: string, side: string): SideEnd => ends.get(`${id}.${side}`) as SideEnd
  return {
    startedAt: new Date(started).toISOString(),
    ms: Date.now() - started,
    workspaces: chosen.map((record) => ({
      id: record.id,
      name: titleOf(currentOf(record)),
      tags: currentOf(record).tags,
      source: endOf(record.id, 'source'),
      destination: endOf(record.id, 'destination'),
    })),
    unreadable: selection.kind === 'all' ? unreadable : [],
  }
}
