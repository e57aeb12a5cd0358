import type { Cause } from './cause'

const useKeys = 'Set TONIC_AWS_ACCESS_KEY_ID and TONIC_AWS_SECRET_ACCESS_KEY, or choose User Credentials.'

/** Causes in the source of credentials, and in the pair. */
export const sourceCauses = {
  secretMissing: {
    sentence: 'AWS Secret Key: the value is not one that AWS gives out.',
    remedy: 'Paste it again, whole.',
    detectedBy: 'a secret of spaces alone; in the form, an empty one',
  },
  tokenMalformed: {
    sentence: 'AWS Session Token: the value is not one that AWS gives out.',
    remedy: 'Paste it again, whole.',
    detectedBy: 'characters that cannot be sent',
  },
  keychainUnreadable: {
    sentence:
      'The {secret} was saved, but the keychain does not return it: the keychain is locked, or the entry is lost.',
    remedy: 'Unlock the keychain and test again. If the entry is lost, enter the {secret} again.',
    detectedBy: 'the keychain returns nothing for a secret that the workspace records as saved',
  },
  environmentIncomplete: {
    sentence: '{set} is set, but {unset} is not. Both are required.',
    remedy: 'Set both variables, or neither, and restart the application.',
    detectedBy: 'only one of the two TONIC_AWS variables is set',
  },
  environmentKeyMalformed: {
    sentence:
      'TONIC_AWS_ACCESS_KEY_ID is not an access key: an access key has at least 16 letters and digits.',
    remedy:
      'Set TONIC_AWS_ACCESS_KEY_ID to just the access key, without spaces or other characters, then restart the application.',
    detectedBy: 'the value of the variable',
  },
  environmentQuoted: {
    sentence: '{name} has quotes around its value, and AWS treats them as part of the value.',
    remedy: 'Set {name} without quotes, then restart the application.',
    detectedBy: 'the value of the variable',
  },
  noEnvironmentCredentials: {
    sentence:
      'No credentials are set in the environment, and AWS_EC2_METADATA_DISABLED turns off requests for those of the IAM role of this machine.',
    remedy: useKeys,
    detectedBy: 'AWS_EC2_METADATA_DISABLED',
  },
  noMetadataService: {
    sentence:
      'No credentials are set in the environment, and this machine has no metadata service that provides those of an IAM role.',
    remedy: useKeys,
    detectedBy: 'the instance metadata service refuses the connection, is silent for 1 s, or is a web page',
  },
  metadataNoRole: {
    sentence: 'The metadata service answers, but no IAM role is attached to this machine.',
    remedy: `Attach a role to the machine. Or: ${useKeys}`,
    detectedBy: 'status 404 of the instance metadata service',
  },
  metadataFailed: {
    sentence: 'The metadata service of this machine answers but returns no credentials.',
    remedy: `Check the role of the machine and its metadata options. Or: ${useKeys}`,
    detectedBy: 'another status of the instance metadata service, or a document without credentials',
  },
  containerAddress: {
    sentence: 'AWS_CONTAINER_CREDENTIALS_FULL_URI names an address that credentials are not requested from.',
    remedy: `Correct the variable: over http, credentials are requested only from ECS, EKS or this machine. Or: ${useKeys}`,
    detectedBy: 'plain http to a host that is neither this machine nor an address of ECS or EKS',
  },
  containerCredentialsFailed: {
    sentence:
      'The variables for container credentials are set, but the service that they name returns no credentials.',
    remedy: `Check the role of the task or pod, or unset the variables. Or: ${useKeys}`,
    detectedBy: 'nothing listens there, an error status, or a document without credentials',
  },
  credentialsTimeout: {
    sentence: 'The metadata service of this machine did not finish its answer within {seconds} s.',
    remedy: 'Test again. If the service stays slow, choose User Credentials.',
    detectedBy: 'a metadata or container service that began an answer and did not finish it',
  },
  accountUnexpected: {
    sentence: 'This is account {account}, but account {expected} is expected.',
    remedy:
      'Enter the role or the access keys of account {expected}, or change Expected account under Advanced.',
    detectedBy: 'the account that AWS reports, compared with Expected account',
  },
  sameAccount: {
    sentence: 'The {side} is in AWS account {account}, and so{probably} is the {other}.',
    remedy: 'Choose a destination in another account.',
    detectedBy: 'the account that AWS reports, compared with what is known of the other side',
  },
  sameData: {
    sentence: '{finding} Writing to the destination would change the source.',
    remedy: 'Choose a destination that has no replica of the source’s tables.',
    detectedBy:
      'Replicas[].ReplicaArn of DescribeTable, compared with the account that is known of the other side',
  },
  sameInstance: {
    sentence: 'The {side} is the local instance {host}, and so{probably} is the {other}. {evidence}',
    remedy: 'Choose a destination on another instance.',
    detectedBy: 'server and port, the addresses that names resolve to, or the same table IDs',
  },
  unexpected: {
    sentence: 'Something unexpected happened: the test met an error that it does not recognize.',
    remedy: 'Test again. If the error returns, report it together with its name.',
    detectedBy: 'nothing else fits',
  },
} as const satisfies Record<string, Cause>
