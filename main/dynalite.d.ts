declare module 'dynalite' {
  import type { Server } from 'node:http'

  /** Creates an in-memory DynamoDB server that does not listen yet. */
  export default function dynalite(options: { createTableMs?: number }): Server
}
