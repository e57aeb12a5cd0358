import type { Cause } from './cause'

const renewal = {
  entered:
    'Get new temporary credentials and enter all three values again: access key, secret key and session token.',
  given: 'Test again: the role then issues new temporary credentials.',
}

const ownPartition =
  'Access keys of AWS China and AWS GovCloud work only in the Regions of their own partition.'

/** Causes in the credentials, as reported by AWS. */
export const keyCauses = {
  accessKeyUnknown: {
    sentence: 'AWS does not know this access key.',
    remedy: `Check that the access key is typed correctly and that it is active in IAM. ${ownPartition}`,
    remedies: {
      environment: `Check that TONIC_AWS_ACCESS_KEY_ID holds the right access key, and that the key is active in IAM. After a change, restart the application. ${ownPartition}`,
    },
    detectedBy: 'InvalidClientTokenId, UnrecognizedClientException for a key without a token',
  },
  tokenMissing: {
    sentence: 'An access key that begins with ASIA requires its session token, but there is none.',
    remedy: 'Get temporary credentials and enter all three values: access key, secret key and session token.',
    remedies: {
      environment:
        'Set TONIC_AWS_ACCESS_KEY_ID to an access key that begins with AKIA and restart the application, or choose User Credentials, which accepts a session token.',
    },
    detectedBy:
      'InvalidClientTokenId for a key of that kind without a token; in the form before anything is sent',
  },
  tokenWithLongTermKey: {
    sentence: 'AWS does not accept this access key together with a session token.',
    remedy: 'Remove the session token: an access key that begins with AKIA is used without one.',
    detectedBy: 'InvalidClientTokenId for a key of that kind with a token',
  },
  tokenRejected: {
    sentence:
      'AWS does not accept this session token for this access key: the token is outdated or belongs to another access key.',
    remedy: renewal.entered,
    remedies: renewal,
    detectedBy: 'InvalidClientTokenId for a temporary key with a token',
  },
  regionNotEnabled: {
    sentence: 'The credentials are valid, but region {region} is not enabled for account {account}.',
    remedy:
      'Enable the region in the AWS console under Account, AWS Regions, or choose another region under AWS Region.',
    remedies: {
      environment:
        'Enable the Region in the AWS console under Account, AWS Regions, or set TONIC_AWS_REGION to another Region and restart the application.',
    },
    detectedBy:
      'InvalidClientTokenId in a region that must be enabled first, while us-east-1 accepts the credentials',
  },
  accountSuspended: {
    sentence: 'The AWS account of this access key is suspended, or not signed up for the service.',
    remedy: 'Ask the administrator of the account to reactivate it, or to sign it up for the service.',
    detectedBy: 'OptInRequired, SubscriptionRequiredException',
  },
  secretWrong: {
    sentence: 'The secret key does not belong to this access key.',
    remedy:
      'Enter the whole secret key again. AWS does not show a lost secret key again: create a new access key in IAM.',
    remedies: {
      environment:
        'Set TONIC_AWS_SECRET_ACCESS_KEY to the whole secret key, without quotes, then restart the application.',
    },
    detectedBy: 'SignatureDoesNotMatch, InvalidSignatureException with no other reason given',
  },
  malformedKey: {
    sentence: 'The access key contains characters that no access key has.',
    remedy: 'Enter the access key alone, without spaces or other characters.',
    remedies: {
      environment:
        'Set TONIC_AWS_ACCESS_KEY_ID to just the access key, without spaces or other characters, then restart the application.',
    },
    detectedBy: 'IncompleteSignature, or a key that cannot be sent at all',
  },
  notSigned: {
    sentence: 'The request reached {host} without its signature.',
    remedy:
      'Ask the administrator of the proxy in between to keep the Authorization header: the proxy removes it.',
    remedies: {
      local:
        'Configure the proxy in front of the server to keep the Authorization header: the proxy removes it.',
    },
    detectedBy: 'MissingAuthenticationToken, although every request is signed',
  },
  tokenExpired: {
    sentence: 'The temporary credentials have expired.',
    remedy: renewal.entered,
    remedies: renewal,
    detectedBy: 'ExpiredToken, ExpiredTokenException',
  },
  clockSkew: {
    sentence: 'The clock of this machine is {far}. AWS refuses requests that are signed with the wrong time.',
    remedy: 'Turn on automatic time in the date and time settings of the system, then test again.',
    detectedBy: '“Signature expired” or “not yet current” in the message, RequestTimeTooSkewed',
  },
  clockOff: {
    sentence: 'The clock of this machine is {far}; the test corrected its requests for this.',
    remedy:
      'Turn on automatic time in the date and time settings of the system: AWS refuses the requests of other programs.',
    detectedBy: 'the date of AWS’s replies, more than 4 minutes away; a warning',
  },
  regionMismatch: {
    sentence: '{host} does not serve the region {region}.',
    remedy:
      'Choose the region of this endpoint under AWS Region, or correct the AWS_ENDPOINT_URL variable that names the endpoint and restart the application.',
    detectedBy: '“Credential should be scoped to a valid region” in the message',
  },
  localChecksCredentials: {
    sentence: 'This server checks credentials, which a local instance does not.',
    remedy:
      'Correct Server and Port: this is not a local instance. For DynamoDB in the cloud, turn off Use Local DynamoDB Instance.',
    detectedBy: 'any of these refusals from a local connection',
  },
} as const satisfies Record<string, Cause>
