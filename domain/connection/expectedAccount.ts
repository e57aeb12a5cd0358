import { readAccountNumber } from './accountNumber'
import { accountOfAccessKey } from './accessKey'
import { readRoleArn } from './arn'
import type { ConnectionForm } from './connection'

/**
 * What the form itself says against the account that it expects, in one sentence: certain when the role ARN carries
 * another account, a likelihood when the access key seems to; undefined when nothing does, or none is expected.
 * The number alone is compared: a connection's partition follows from its region.
 */
export function findOtherAccount({
  way,
  expectedAccount,
  roleArn,
  accessKey,
}: Pick<ConnectionForm, 'way' | 'expectedAccount' | 'roleArn' | 'accessKey'>):
  { certain: boolean; sentence: string } | undefined {
  const expected = readAccountNumber(expectedAccount)
  if (expected === undefined) return undefined
  const role = way === 'assumeRole' ? readRoleArn(roleArn) : undefined
  if (role?.ok && role.value.account !== expected) {
    const sentence = `The role is in account ${role.value.account}, but account ${expected} is expected.`
    return { certain: true, sentence }
  }
  const hinted = way === 'userCredentials' ? accountOfAccessKey(accessKey.trim()) : undefined
  if (hinted === undefined || hinted === expected) return undefined
  const sentence = `The access key seems to belong to account ${hinted}, but account ${expected} is expected.`
  return { certain: false, sentence }
}
