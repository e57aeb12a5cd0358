import { readAccessKey } from './accessKey'
import { readRoleArn } from './arn'
import { fieldsOf, kindOf } from './connection'
import type { ConnectionForm, FieldName } from './connection'
import type { FormContext } from './connectionRules'
import { findOtherAccount } from './expectedAccount'
import { isLoopbackHost, isPrivateHost, isThisMachine, readServer } from './localHost'
import type { Machine } from './localHost'
import { findRegion, isRegionCode } from './regions'

/** What stands under a field although nothing is wrong: a note of what the value tells, or a warning. */
export type Advice = { field: FieldName; kind: 'note' | 'warning'; sentence: string }

/** Everything that can be told about the fields of the chosen kind, offline. No advice keeps a test from running. */
export function adviseOn(form: ConnectionForm, context: FormContext, machine: Machine): Advice[] {
  const fields = fieldsOf[kindOf(form)]
  const all = [
    ...onServer(form.server, machine),
    ...onRole(form.roleArn),
    ...onKey(form, context),
    ...onRegion(form, context),
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
  const sentence = `Only ${reach} can reach this address. The server that runs the workspace needs a public one.`
  return [{ field: 'server', kind: 'note', sentence }]
}

function onRole(arn: string): Advice[] {
  const reading = readRoleArn(arn)
  if (!reading.ok) return []
  const { account, partition } = reading.value
  return [{ field: 'roleArn', kind: 'note', sentence: `Account ${account}, partition ${partition}` }]
}

function onKey({ accessKey }: ConnectionForm, { sessionToken }: FormContext): Advice[] {
  const { kind, account, advice } = readAccessKey(accessKey)
  const list: Advice[] = []
  if (advice) list.push({ field: 'accessKey', kind: 'warning', sentence: advice })
  else if (account) {
    list.push({ field: 'accessKey', kind: 'note', sentence: `Account ${account}, read off the key` })
  }
  if (kind === 'longTerm' && (sessionToken === 'saved' || sessionToken === 'typed')) {
    const sentence =
      'A key that begins with AKIA takes no session token: AWS refuses the two. Remove the token.'
    list.push({ field: 'sessionToken', kind: 'warning', sentence })
  }
  return list
}

function onExpectedAccount(form: ConnectionForm): Advice[] {
  const other = findOtherAccount(form)
  if (!other || other.certain) return []
  const sentence = `${other.sentence} A test tells for certain.`
  return [{ field: 'expectedAccount', kind: 'warning', sentence }]
}

function onRegion({ region, way }: ConnectionForm, { environmentRegion }: FormContext): Advice[] {
  const code = region.trim()
  const standIn = environmentRegion?.trim() ?? ''
  if (code === '' && way !== 'userCredentials' && isRegionCode(standIn)) {
    return [{ field: 'region', kind: 'note', sentence: `TONIC_AWS_REGION is used: ${standIn}` }]
  }
  if (isRegionCode(code) && !findRegion(code)) {
    const sentence = 'This region is not in the list. Check its spelling.'
    return [{ field: 'region', kind: 'warning', sentence }]
  }
  return []
}
