import { randomUUID } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readAwsProfiles, viewProfile, workspaceOfProfile } from '../../domain/awsProfiles'
import type { AwsProfile, ProfilesView } from '../../domain/awsProfiles'
import type { CallInput } from '../../domain/contract'
import type { ImportOutcome } from '../../domain/importPlan'
import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import { currentOf, duplicateName } from '../../domain/workspace'
import type { Workspaces } from '../workspaces'
import type { ImportStep, WorkspaceImport } from './workspaceImport'

type Parts = {
  workspaces: Pick<Workspaces, 'list'>
  workspaceImport: WorkspaceImport
  environment: NodeJS.ProcessEnv
  home: string
}

/** The largest file that is taken for one of the AWS CLI, in bytes. */
const largest = 1024 * 1024

/** The import of AWS CLI profiles. This is the one place that reads the CLI’s files, and only when asked to. */
export function createProfileImport({ workspaces, workspaceImport, environment, home }: Parts) {
  let read: AwsProfile[] = []

  return {
    /** The profiles of both files, which lie where the CLI looks: its two variables first, then under the home folder. */
    async read(): Promise<Result<ProfilesView>> {
      const config = environment['AWS_CONFIG_FILE'] || join(home, '.aws', 'config')
      const credentials = environment['AWS_SHARED_CREDENTIALS_FILE'] || join(home, '.aws', 'credentials')
      const paths = [...new Set([config, credentials])]
      const texts = await Promise.all(paths.map(readProfileFile))
      read = readAwsProfiles(texts[0] ?? '', texts[1] ?? '')
      if (read.length > 0) {
        return ok({
          files: paths.filter((_, at) => texts[at] !== undefined),
          profiles: read.map(viewProfile),
        })
      }
      const message = 'No AWS profile was found.'
      return failed({ code: 'profilesNotRead', message, remedy: `Looked into ${paths.join(' and ')}.` })
    },

    /** Makes a workspace of each chosen profile; with keys, its access key comes along and its secrets are saved. */
    async run({ names, withKeys }: CallInput<'importProfiles'>): Promise<Result<ImportOutcome>> {
      const listed = await workspaces.list()
      if (!listed.ok) return listed
      const taken = listed.value.workspaces.map((record) => currentOf(record).name)
      const steps = read.flatMap((profile): ImportStep[] => {
        const workspace = names.includes(profile.name) ? workspaceOfProfile(profile, withKeys) : undefined
        if (!workspace) return []
        const name = workspace.name.slice(0, 100)
        workspace.name = taken.includes(name) ? duplicateName(name, taken) : name
        taken.push(workspace.name)
        const source = withKeys && 'secrets' in profile ? profile.secrets : {}
        const incoming = { id: randomUUID(), workspace, secrets: { source, destination: {} } }
        const item = { name: workspace.name, summary: '', secrets: 0, status: 'new' } as const
        return [{ incoming, item, choice: 'keep' }]
      })
      return workspaceImport.run(steps, taken)
    },

    /** Drops what was read. */
    end(): void {
      read = []
    },
  }
}
export type ProfileImport = ReturnType<typeof createProfileImport>

/** The text of one of the CLI’s files; undefined when there is none that can be read. */
async function readProfileFile(path: string): Promise<string | undefined> {
  try {
    const { size } = await stat(path)
    return size <= largest ? await readFile(path, 'utf8') : undefined
  } catch {
    return undefined
  }
}
