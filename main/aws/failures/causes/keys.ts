import type { Cause } from './cause'

const renewal = {
  entered:
    'Get new temporary credentials and enter all three values again: access key, secret key and token.',
  given: 'Test again: the role gives out new temporary credentials.',
}

const ownPartition =
  'Access keys of AWS China and AWS GovCloud work only in the Regions of their own partition.'

/** Causes that lie with the credentials, as AWS tells them. */
export const keyCauses = {
  accessKeyUnknown: {
    sentence: 'AWS does not know this access key.',
    remedy: `Check the access key for typing, and that it is active in IAM. ${ownPartition}`,
    remedies: {
      environment: `Check that TONIC_AWS_ACCESS_KEY_ID holds the right access key, and that the key is active in IAM. After a change, restart the application. ${ownPartition}`,
    },
    detectedBy: 'InvalidClientTokenId, UnrecognizedClientException for a key without a token',
  },
  tokenMissing: {
    sentence: 'A key that begins with ASIA is used together with its session token, and there is none.',
    remedy: 'Get temporary credentials and enter all three values: access key, secret key and token.',
    remedies: {
      environment:
        'Set TONIC_AWS_ACCESS_KEY_ID to an access key that begins with AKIA and restart the application, or choose User Credentials, which accepts a session token.',
    },
    detectedBy:
      'InvalidClientTokenId for a key of that kind without a token; in the form before anything is sent',
  },
  tokenWithLongTermKey: {
    sentence: 'AWS does not take this access key together with a session token.',
    remedy: 'A key that begins with AKIA takes no session token: forget the token.',
    detectedBy: 'InvalidClientTokenId for a key of that kind with a token',
  },
  tokenRejected: {
    sentence: 'AWS does not know this access key with this session token: the token is stale or another’s.',
    remedy: renewal.entered,
    remedies: renewal,
    detectedBy: 'InvalidClientTokenId for a temporary key with a token',
  },
  regionNotEnabled: {
    sentence: 'The credentials are good, but region {region} is not switched on for account {account}.',
    remedy: 'Switch it on under Account, AWS Regions, or choose another region.',
    remedies: {
      environment:
        'Enable the Region in the AWS console under Account, AWS Regions, or set TONIC_AWS_REGION to another Region and restart the application.',
    },
    detectedBy:
      'InvalidClientTokenId in a region that must be switched on, while us-east-1 knows the credentials',
  },
  accountSuspended: {
    sentence: 'The AWS account of this access key is suspended, or not signed up for the service.',
    remedy: 'Ask the administrator of the account.',
    detectedBy: 'OptInRequired, SubscriptionRequiredException',
  },
  secretWrong: {
    sentence: 'The secret key does not belong to this access key.',
    remedy:
      'Enter the secret key again, whole. One that is lost cannot be shown again: make a new access key.',
    remedies: {
      environment:
        'Set TONIC_AWS_SECRET_ACCESS_KEY to the whole secret key, without quotes, then restart the application.',
    },
    detectedBy: 'SignatureDoesNotMatch, InvalidSignatureException with no other reason given',
  },
  malformedKey: {
    sentence: 'The access key contains characters that no access key has.',
    remedy: 'Enter the access key again.',
    remedies: {
      environment: 'Set TONIC_AWS_ACCESS_KEY_ID to the access key alone, then restart the application.',
    },
    detectedBy: 'IncompleteSignature, or a key that cannot be sent at all',
  },
  notSigned: {
    sentence: 'The request reached {host} without its signature.',
    remedy: 'Check the proxy in between: it takes the header Authorization away.',
    remedies: { local: 'Check the proxy in front of the server: it takes the header Authorization away.' },
    detectedBy: 'MissingAuthenticationToken, although every request is signed',
  },
  tokenExpired: {
    sentence: 'The temporary credentials have run out.',
    remedy: renewal.entered,
    remedies: renewal,
    detectedBy: 'ExpiredToken, ExpiredTokenException',
  },
  clockSkew: {
    sentence: 'The clock of this machine is {far}. AWS refuses signatures with a wrong time.',
    remedy: 'Let the operating system set the clock, and test again.',
    detectedBy: '“Signature expired” or “not yet current” in the message, RequestTimeTooSkewed',
  },
  clockOff: {
    sentence: 'The clock of this machine is {far}; the test allowed for it.',
    remedy: 'Let the operating system set the clock. Other programs are refused by AWS.',
    detectedBy: 'the date of AWS’s replies, more than 4 minutes away; a warning',
  },
  regionMismatch: {
    sentence: '{host} does not serve the region {region}.',
    remedy: 'Choose the region that the endpoint belongs to, or check the AWS_ENDPOINT_URL variables.',
    detectedBy: '“Credential should be scoped to a valid region” in the message',
  },
  localChecksCredentials: {
    sentence: 'This server checks credentials, which a local instance does not.',
    remedy: 'Check Server and Port. For DynamoDB in the cloud, turn off Use Local DynamoDB Instance.',
    detectedBy: 'any of these refusals from a local connection',
  },
} as const satisfies Record<string, Cause>
