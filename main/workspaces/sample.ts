import type { Server } from 'node:http'
import type startDynalite from 'dynalite'
import type { WorkspaceRecord } from '../../domain/workspace/workspaceRecord'
import type { Failure } from '../../domain/failure'
import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import { noChanges } from '../../domain/secret/secret'
import { sides } from '../../domain/side'
import type { Side } from '../../domain/side'
import { blankWorkspace, currentOf } from '../../domain/workspace/workspace'
import type { Workspace } from '../../domain/workspace/workspace'
import type { Workspaces } from './workspaces'

/** The tables that the source of the sample starts with; its destination starts empty. */
const sampleTables = ['Customers', 'Orders', 'Products']

/**
 * The sample workspace and its two local instances of dynalite, in memory and on loopback. They start only when the
 * sample is opened or tested and stop when the application quits. `load` loads dynalite unless a test replaces it.
 */
export function createSample(workspaces: Workspaces, load = loadDynalite) {
  const running = new Map<Side, Promise<{ server: Server; port: number }>>()
  /** Instances that were started by hand. */
  const byHand = new Set<Server>()

  async function loaded(): Promise<(port: number) => Promise<Server>> {
    return listener(
      await load().catch(() => {
        throw notLoadable
      }),
    )
  }

  async function start(side: Side, wanted: number): Promise<{ server: Server; port: number }> {
    const listen = await loaded()
    const server = await listen(wanted).catch(() => listen(0))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : wanted
    if (side === 'source') for (const table of sampleTables) await createTable(port, table)
    return { server, port }
  }

  /** The port of a side's instance, which is started once; waits while it is starting. */
  async function ensure(side: Side, wanted: number): Promise<number> {
    const started = running.get(side) ?? start(side, wanted)
    running.set(side, started)
    try {
      return (await started).port
    } catch (error) {
      running.delete(side)
      throw error
    }
  }

  return {
    /** Creates the sample workspace, or uses the one of this id, starts its instances and sets their ports in it. */
    async open(id: string | null): Promise<Result<WorkspaceRecord>> {
      const found = id === null ? undefined : await workspaces.find(id)
      if (found && !found.ok) return found
      const present = found && currentOf(found.value).sample ? found.value : undefined
      const created = present ? undefined : await workspaces.create()
      if (created && !created.ok) return created
      const record = present ?? created?.value
      if (!record) return failed(notStarted)
      const workspace = currentOf(record)
      try {
        // A new sample uses free ports, because port 8000 might be in use.
        const source = await ensure('source', present ? Number(workspace.source.port) : 0)
        const destination = await ensure('destination', present ? Number(workspace.destination.port) : 0)
        if (present && portsAre(workspace, source, destination)) return { ok: true, value: present }
        return await workspaces.save({
          id: record.id,
          workspace: sampleWorkspace(present ? workspace : blankWorkspace(), source, destination),
          secrets: noChanges(),
          thisRunOnly: false,
        })
      } catch (error) {
        return failed(error === notLoadable ? notLoaded : notStarted)
      }
    },

    /**
     * Starts the sample's instances on the ports of the workspace that is about to be tested; does nothing for other
     * workspaces.
     */
    async ensureFor(workspace: Workspace): Promise<void> {
      if (!workspace.sample) return
      for (const side of sides) {
        const { useLocal, server, port } = workspace[side]
        if (useLocal && server.trim() === 'localhost')
          await ensure(side, Number(port) || 0).catch(() => undefined)
      }
    },

    /**
     * Starts an empty instance in memory at a port of this computer's loopback address. It ends with the application.
     */
    async startInstance(port: number): Promise<Result<null>> {
      try {
        const listen = await loaded()
        byHand.add(await listen(port))
        return ok(null)
      } catch (error) {
        return failed(error === notLoadable ? notLoaded : portInUse(port))
      }
    },

    stop(): void {
      for (const server of byHand) server.close()
      byHand.clear()
      for (const started of running.values()) {
        void started.then(({ server }) => server.close()).catch(() => undefined)
      }
      running.clear()
    },
  }
}
export type Sample = ReturnType<typeof createSample>

const notStarted = {
  code: 'sampleNotStarted',
  message: 'The two instances of the sample could not be started.',
  remedy: 'Close programs that use many network ports, such as servers, then open the sample again.',
} as const

const notLoaded = {
  code: 'sampleNotStarted',
  message:
    'The local instance that comes with the application could not be loaded because a part of it is missing or damaged.',
  remedy:
    'Reinstall the application, or start DynamoDB Local and enter its server and port in a new workspace.',
} as const

function portInUse(port: number): Failure {
  return {
    code: 'sampleNotStarted',
    message: `No local instance could be started on port ${port}: the port is in use, or this system reserves it.`,
    remedy: 'Enter another port, and try again.',
  }
}

/** The error of a start that cannot load dynalite. It is a single object, so that it can be compared by identity. */
const notLoadable = new Error('The local instance cannot be loaded.')

function portsAre(workspace: Workspace, source: number, destination: number): boolean {
  return workspace.source.port === String(source) && workspace.destination.port === String(destination)
}

function sampleWorkspace(base: Workspace, source: number, destination: number): Workspace {
  const local = (port: number) => ({ useLocal: true, server: 'localhost', port: String(port) })
  return {
    ...base,
    name: base.name || 'Sample workspace',
    description:
      base.description || 'Two small local instances, so that both tests pass without an AWS account.',
    tags: base.tags.length > 0 ? base.tags : ['sample'],
    sample: true,
    source: { ...base.source, ...local(source) },
    destination: { ...base.destination, ...local(destination) },
  }
}

async function loadDynalite(): Promise<Dynalite> {
  return (await import('dynalite')).default
}
type Dynalite = typeof startDynalite

function listener(start: Dynalite): (port: number) => Promise<Server> {
  return async (port) => {
    const server = start({ createTableMs: 0 })
    await new Promise<void>((started, refused) => {
      server.once('error', refused)
      server.listen(port, '127.0.0.1', started)
    })
    return server
  }
}

/** Creates a table in an instance; dynalite requires the parts of a signature but does not verify them. */
async function createTable(port: number, name: string): Promise<void> {
  const credential = 'Credential=local/20260101/us-east-1/dynamodb/aws4_request'
  await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.CreateTable',
      'x-amz-date': '20260101T000000Z',
      authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=none`,
    },
    body: JSON.stringify({
      TableName: name,
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  })
}
