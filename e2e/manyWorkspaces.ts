import { randomUUID } from 'node:crypto'
import type { ConnectionForm } from '../domain/connection/connection'
import type { SecretChange } from '../domain/secret/secret'
import type { Application } from './application'

/** A workspace to save: what differs from a blank one, and the source's secret key. */
export type Saved = {
  name: string
  tags?: string[]
  source?: Partial<ConnectionForm>
  destination?: Partial<ConnectionForm>
  secretKey?: string
}

const blank: ConnectionForm = {
  useLocal: false,
  way: 'assumeRole',
  server: '',
  port: '8000',
  localAccessKey: 'local',
  localRegion: 'us-east-1',
  roleArn: '',
  sessionName: '',
  durationSeconds: '3600',
  accessKey: '',
  region: '',
  expectedAccount: '',
}

/** The fields of a local instance on a port. */
export const local = (port: number): Partial<ConnectionForm> => ({
  useLocal: true,
  server: 'localhost',
  port: String(port),
})
/** The fields of a role, in the region of the cast. */
export const role = (roleArn: string): Partial<ConnectionForm> => ({ roleArn, region: 'eu-west-1' })
/** The fields of an access key, in the region of the cast. */
export const key = (accessKey: string): Partial<ConnectionForm> => ({
  way: 'userCredentials',
  accessKey,
  region: 'eu-west-1',
})

/** Saves workspaces by the window's own calls, their secrets in the keychain, and opens the application anew. */
export async function saveMany(app: Application, workspaces: readonly Saved[]): Promise<void> {
  const keep: SecretChange = { kind: 'keep' }
  const inputs = workspaces.map(({ name, tags = [], source, destination, secretKey }) => ({
    id: randomUUID(),
    workspace: {
      name,
      tags,
      description: '',
      connectionType: 'dynamodb' as const,
      source: { ...blank, ...source },
      destination: { ...blank, ...destination },
    },
    secrets: {
      source: {
        secretKey:
          secretKey === undefined ? keep : { kind: 'set' as const, value: secretKey, version: randomUUID() },
        sessionToken: keep,
      },
      destination: { secretKey: keep, sessionToken: keep },
    },
    basedOn: null,
    thisRunOnly: false,
  }))
  const refused = await app.page.evaluate(async (all) => {
    for (const input of all) {
      await window.api.createWorkspace({ id: input.id })
      const saved = await window.api.saveWorkspace(input)
      if (!saved.ok) return saved.failure.code
    }
    return undefined
  }, inputs)
  if (refused) throw new Error(`A workspace was not saved: ${refused}`)
  await app.restart()
}
