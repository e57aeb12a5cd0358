import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { readAwsProfiles, viewProfile, workspaceOfProfile } from '../../domain/exchange/awsProfiles'
import type { AwsProfile, ProfilesView } from '../../domain/exchange/awsProfiles'
import type { CallInput } from '../../domain/contract'
import type { ImportOutcome } from '../../domain/exchange/importPlan'
import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import { nameDuplicates } from '../../domain/workspace/workspace'
import { readRegularFile } from '../machine/regularFile'
import type { Workspaces } from '../workspaces/workspaces'
import { decodeText } from './decodeText'
import { mayLeave } from './secretsLeave'
import type { AgreeToLeave } from './secretsLeave'
import type { ImportStep, WorkspaceImport } from './workspaceImport'

type ProfileImportDependencies = {
  workspaces: Pick<Workspaces, 'list'>
  workspaceImport: WorkspaceImport
  environment: NodeJS.ProcessEnv
  home: string
  agree: AgreeToLeave
}

/** The largest AWS CLI file that is read, in bytes. */
const largest = 1024 * 1024

/** Imports AWS CLI profiles. Only this code reads the CLI’s files, and only on request. */
export function createProfileImport({
  workspaces,
  workspaceImport,
  environment,
  home,
  agree,
}: ProfileImportDependencies) {
  let read: AwsProfile[] = []
  /** How many imports have ended, so that files still being read when an import ends are dropped, too. */
  let ends = 0

  /** Expands the value of a path variable as the AWS CLI does: replaces variables in it, and a tilde with the home folder. */
  function expanded(path: string): string {
    return path
      .trim()
      .replace(
        /\$\{(\w+)\}|\$(\w+)/g,
        (as, braced?: string, bare?: string) => environment[braced ?? bare ?? ''] ?? as,
      )
      .replace(/^~(?=[/\\]|$)/, home)
  }

  return {
    /**
     * Reads the profiles of both files from where the CLI looks: the paths in its two variables, otherwise the home
     * folder.
     */
    async read(): Promise<Result<ProfilesView>> {
      const named = (variable: string, name: string): string =>
        expanded(environment[variable] ?? '') || join(home, '.aws', name)
      const config = named('AWS_CONFIG_FILE', 'config')
      const credentials = named('AWS_SHARED_CREDENTIALS_FILE', 'credentials')
      const paths = [...new Set([config, credentials])]
      const endsBefore = ends
      const texts = paths.map(readProfileFile)
      const profiles = readAwsProfiles(texts[0] ?? '', texts[1] ?? '')
      read = ends === endsBefore ? profiles : []
      if (profiles.length > 0) {
        return ok({
          files: paths.filter((_, at) => texts[at] !== undefined),
          profiles: profiles.map(viewProfile),
        })
      }
      const message = 'No AWS profile was found.'
      return failed({
        code: 'profilesNotRead',
        message,
        remedy: `Nothing usable was found in ${paths.join(' and ')}. If your profiles are in other files, set AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE to their paths, then restart the application.`,
      })
    },

    /**
     * Creates a workspace for each chosen profile; `withKeys` imports its access key and saves its secrets. Null when
     * the person does not agree to import the keys.
     */
    async run({ names, withKeys }: CallInput<'importProfiles'>): Promise<Result<ImportOutcome | null>> {
      const listed = await workspaces.list()
      if (!listed.ok) return listed
      const wanted = new Set(names)
      const chosen = read.flatMap((profile) => {
        const workspace = wanted.has(profile.name) ? workspaceOfProfile(profile, withKeys) : undefined
        return workspace ? [{ profile, workspace, name: workspace.name.slice(0, 100) }] : []
      })
      const owners = chosen.map(({ profile: one }) => ({
        name: one.name,
        secrets: 'secrets' in one ? Object.keys(one.secrets).length : 0,
      }))
      if (withKeys && !(await mayLeave(agree, 'profiles', owners))) return ok(null)
      const taken = new Set(listed.value.workspaces.map(({ saved, draft }) => (draft ?? saved)?.name ?? ''))
      const nameCopy = nameDuplicates([...taken, ...chosen.map(({ name }) => name)])
      const steps = chosen.map(({ profile, workspace, name }): ImportStep => {
        workspace.name = taken.has(name) ? nameCopy(name) : name
        taken.add(workspace.name)
        const source = withKeys && 'secrets' in profile ? profile.secrets : {}
        const incoming = { id: randomUUID(), workspace, secrets: { source, destination: {} } }
        return { incoming, item: { status: 'new' }, choice: 'keep' }
      })
      return workspaceImport.run(steps, [...taken])
    },

    /** Drops what was read. */
    end(): void {
      ends++
      read = []
    },
  }
}
export type ProfileImport = ReturnType<typeof createProfileImport>

/** The text of one of the CLI’s files; undefined when it is missing or cannot be read. */
function readProfileFile(path: string): string | undefined {
  try {
    const file = readRegularFile(path, largest)
    return file.kind === 'read' ? decodeText(file.content) : undefined
  } catch {
    return undefined
  }
}
