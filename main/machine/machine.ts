import { hostname, networkInterfaces } from 'node:os'
import type { Machine } from '../../domain/connection/localHost'

/** This machine's own names and addresses, as the operating system gives them now. */
export function readMachine(): Machine {
  const addresses = Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).map(({ address }) => address),
  )
  return { names: [hostname()], addresses }
}
