declare module 'dynalite' {
  import type { Server } from 'node:http'

  /** A DynamoDB in memory, as a server that is not listening yet. */
  export default function dynalite(options: { createTableMs?: number }): Server
}
