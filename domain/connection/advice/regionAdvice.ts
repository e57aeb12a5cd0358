import type { Advice } from './fieldMessage'
import { readRoleArn } from '../arn'
import type { ConnectionForm } from '../connection'
import type { FormContext } from '../connectionRules'
import { findRegion, isRegionCode } from '../regions'

/** Advises on the region that receives the requests, by itself and together with the role. */
export function adviseOnRegion(
  { region, way, roleArn }: ConnectionForm,
  { environmentRegion }: FormContext,
): Advice[] {
  const typed = region.trim()
  const standIn = environmentRegion?.trim() ?? ''
  const isLeftOut = typed === '' && way !== 'userCredentials' && isRegionCode(standIn)
  const code = isLeftOut ? standIn : typed
  const list: Advice[] = []
  const add = (kind: Advice['kind'], sentence: string): void =>
    void list.push({ field: 'region', kind, sentence })
  if (isLeftOut) add('note', `Uses TONIC_AWS_REGION: ${code}`)
  if (!isRegionCode(code)) return list
  const known = findRegion(code)
  if (!known) add('warning', 'This region is not in the list. Check that it is spelled as AWS writes it.')
  const role = way === 'assumeRole' ? readRoleArn(roleArn) : undefined
  if (known && role?.ok && role.value.partition !== known.partition) {
    const sentence = `The role is in partition ${role.value.partition}, but ${code} is in ${known.partition}. A role works only in its own partition: change one of the two.`
    add('warning', sentence)
  }
  if (known?.optIn) add('note', 'This region must be turned on for the account before it can be used.')
  return list
}
