import { readAccountNumber } from './accountNumber'
import { accountOfAccessKey } from './accessKey'
import { readRoleArn } from './arn'
import type { ConnectionForm } from './connection'

/**
 * Says in one sentence that the form contradicts its expected account: certain if the role ARN names another account,
 * likely if the access key seems to belong to another. Undefined without a contradiction or an expected account.
 * Compares account IDs only, because a connection's partition follows from its region.
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
