import type { Advice } from './fieldMessage'
import { adviseOnKeys } from './keyAdvice'
import { adviseOnRegion } from './regionAdvice'
import { adviseOnRole } from './roleAdvice'
import { fieldsOf, kindOf } from '../connection'
import type { ConnectionForm } from '../connection'
import type { FormContext } from '../connectionRules'
import { findOtherAccount } from '../expectedAccount'
import { isLoopbackHost, isPrivateHost, isThisMachine, readServer } from '../localHost'
import type { Machine } from '../localHost'

/** Lists all advice on the fields of the chosen kind, offline. Advice never prevents a test. */
export function adviseOn(form: ConnectionForm, context: FormContext, machine: Machine): Advice[] {
  const fields = fieldsOf[kindOf(form)]
  const all = [
    ...onServer(form.server, machine),
    ...adviseOnRole(form, context),
    ...adviseOnKeys(form, context),
    ...adviseOnRegion(form, context),
    ...onExpectedAccount(form),
  ]
  return all.filter(({ field }) => fields.includes(field))
}

function onServer(server: string, machine: Machine): Advice[] {
  const reading = readServer(server)
  if (!reading.ok) return []
  const { host } = reading.value
  const ownAndPrivate = isThisMachine(host, machine) && machine.addresses.every(isPrivateHost)
  if (!isPrivateHost(host) && !ownAndPrivate) return []
  const reach = isLoopbackHost(host) ? 'this machine' : 'its own network'
  const sentence = `Only ${reach} can reach this address. The server that runs the workspace needs a public address.`
  return [{ field: 'server', kind: 'note', sentence }]
}

function onExpectedAccount(form: ConnectionForm): Advice[] {
  const other = findOtherAccount(form)
  if (!other || other.certain) return []
  const sentence = `${other.sentence} Run a test to be sure.`
  return [{ field: 'expectedAccount', kind: 'warning', sentence }]
}
