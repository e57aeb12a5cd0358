import { hostname, networkInterfaces } from 'node:os'
import type { Machine } from '../../domain/connection/localHost'

/** Reads this machine's own names and addresses from the operating system. */
export function readMachine(): Machine {
  const addresses = Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).map(({ address }) => address),
  )
  return { names: [hostname()], addresses }
}
