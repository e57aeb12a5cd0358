import { failedReading, type Reading } from '../result'
import { withoutInvisible } from '../tidied'

/** The parts of an IAM role's ARN. */
export type RoleArn = { partition: string; account: string; path: string; name: string }

/** The partitions of AWS. The same account ID in two partitions is two accounts. */
export const partitions = [
  'aws',
  'aws-cn',
  'aws-us-gov',
  'aws-eusc',
  'aws-iso',
  'aws-iso-b',
  'aws-iso-e',
  'aws-iso-f',
] as const

/** Longer than the longest ARN that STS accepts (2,048) with characters around it. */
const longest = 4_000

const notRoles = new Map([
  ['user', 'This is the ARN of a user. Enter the ARN of a role.'],
  ['group', 'This is the ARN of a group. Enter the ARN of a role.'],
  ['policy', 'This is the ARN of a policy. Enter the ARN of a role.'],
  ['instance-profile', 'This is the ARN of an instance profile. Enter the ARN of the role inside it.'],
  ['root', 'This is the ARN of an account. Enter the ARN of a role.'],
])

/**
 * Reads an IAM role ARN of any AWS partition. A failure says what the text is instead and ends with the likely ARN.
 * Shapes and lengths are those of the IAM and STS API references (role name 1–64, path up to 512).
 */
export function readRoleArn(text: string): Reading<RoleArn> {
  const reading = readExactly(withoutInvisible(text).trim())
  if (reading.ok) return reading
  const meant = meantFor(text)
  return meant === undefined ? reading : failedReading(`${reading.sentence} Perhaps ${meant}`)
}

function readExactly(arn: string): Reading<RoleArn> {
  const [prefix, partition = '', service, region, account = '', ...rest] = arn.split(':')
  const resource = rest.join(':')
  if (/\s|^["'“‘]|["'”’]$/.test(arn)) {
    return failedReading('Remove the spaces and quotes: a role ARN has none.')
  }
  if (prefix !== 'arn') {
    const isName = /^[\w+=,.@-]{1,64}$/.test(arn) && !/^\d{12}$/.test(arn)
    const name = isName ? 'A name alone does not say which account the role is in. ' : ''
    return failedReading(`${name}Enter a whole role ARN, such as arn:aws:iam::111122223333:role/Reader.`)
  }
  if (!(partitions as readonly string[]).includes(partition)) {
    return failedReading('The partition after arn: is not an AWS partition. Most ARNs begin with arn:aws:.')
  }
  if (service === 'sts' && resource.startsWith('assumed-role/')) {
    return failedReading('This is the ARN of a session. Enter the ARN of the role, as IAM shows it.')
  }
  if (service !== 'iam')
    return failedReading('The service in a role ARN is iam: it begins with arn:aws:iam::.')
  if (region !== '') return failedReading('A role ARN has no region: write two colons after iam.')
  if (!/^\d{12}$/.test(account)) return failedReading('The account ID in the ARN must have 12 digits.')
  const [type = '', ...names] = resource.split('/')
  if (type !== 'role')
    return failedReading(notRoles.get(type) ?? 'Enter the ARN of a role, which ends in :role/NAME.')
  const name = names.at(-1) ?? ''
  const path = ['', ...names.slice(0, -1), ''].join('/')
  if (!/^[\w+=,.@-]{1,64}$/.test(name)) {
    return failedReading('A role name has 1 to 64 characters: letters, digits and + = , . @ _ -')
  }
  if (path.length > 512 || !/^\/([\x21-\x7e]+\/)?$/.test(path)) {
    return failedReading(
      'IAM does not allow this path before the role name: up to 512 characters, no spaces.',
    )
  }
  return { ok: true, value: { partition, account, path, name } }
}

/**
 * Guesses the intended role ARN: removes quotes, line breaks, a region and dashes; takes a session's role, if it has no
 * path, and the role with the name of an instance profile. Undefined if nothing can be guessed.
 */
function meantFor(text: string): string | undefined {
  const joined = text
    .slice(0, longest)
    .trim()
    .replace(/\s*\n\s*/g, '')
  const plain = joined.replace(/^["'“”‘’]+|["'“”‘’]+$/g, '').trim()
  if (/\s/.test(plain)) return undefined
  const short = /^(\d{12})[:/](?:role\/)?(.+)$/.exec(plain)
  if (short) return validRole(`arn:aws:iam::${short[1]}:role/${short[2]}`)
  // One colon too few or too many, or another character instead of one.
  const parts = /^arn[:;]+(aws[\w-]*)[:;]+(iam|sts)[:;]*([\d-]{12,14})[:;/]+(.+)$/i.exec(plain)
  const [, known = '', of = '', owner = '', named = ''] = parts ?? []
  const whole = parts ? `arn:${known}:${of}::${owner}:${named}` : plain
  const [prefix = '', partition = '', service = '', , account = '', ...rest] = whole.split(':')
  const [type = '', ...names] = rest.join(':').split('/')
  const isSession = service === 'sts' && type === 'assumed-role' && !names[0]?.startsWith('AWSReservedSSO_')
  const path =
    type === 'role' || type === 'instance-profile' ? names.join('/') : isSession ? names[0] : undefined
  if (prefix.toLowerCase() !== 'arn' || (service !== 'iam' && service !== 'sts')) return undefined
  return validRole(`arn:${partition.toLowerCase()}:iam::${account.replace(/-/g, '')}:role/${path ?? ''}`)
}

function validRole(arn: string): string | undefined {
  return readExactly(arn).ok ? arn : undefined
}

/** The partition and account of any ARN, such as the caller's; undefined when there is no account in it. */
export function accountOfArn(arn: string): { partition: string; account: string } | undefined {
  const [prefix, partition = '', , , account = ''] = arn.split(':')
  return prefix === 'arn' && partition !== '' && /^\d{12}$/.test(account) ? { partition, account } : undefined
}

/**
 * The resources that GetCallerIdentity reports, with IAM's characters and lengths for names and paths (IAM API
 * reference).
 */
const callers: readonly RegExp[] = [
  /^root$/,
  /^user\/(?:[\x21-\x7e]{0,510}\/)?[\w+=,.@-]{1,64}$/,
  /^assumed-role\/[\w+=,.@-]{1,64}\/[\w+=,.@-]{2,64}$/,
  /^federated-user\/[\w+=,.@-]{2,32}$/,
]

/** Reads the ARN of a caller: a user, a role session, a federated user or root; undefined for any other text. */
export function readCallerArn(arn: string): { partition: string; account: string } | undefined {
  const [, partition = '', account = '', resource = ''] =
    /^arn:(aws(?:-[a-z]{1,6}){0,2}):(?:iam|sts)::(\d{12}):(.{1,600})$/.exec(arn) ?? []
  return callers.some((caller) => caller.test(resource)) ? { partition, account } : undefined
}
