import type { Cause } from './cause'

const mayNot = 'The credentials work, but they are not allowed to list tables'

const mayNotAssume = 'The credentials work, but they are not allowed to assume the role'

/** Causes in permissions, roles and the services themselves. */
export const permissionCauses = {
  listTablesNotAllowed: {
    sentence: `${mayNot}.`,
    remedy: 'Allow dynamodb:ListTables on Resource * for {caller}.',
    detectedBy: 'AccessDeniedException, “no identity-based policy allows”, or no reason given',
  },
  listTablesBoundary: {
    sentence: `${mayNot}: the permissions boundary does not allow it.`,
    remedy: 'Add dynamodb:ListTables to the permissions boundary of {caller}.',
    detectedBy: 'AccessDeniedException, “no permissions boundary allows” or a deny in one',
  },
  listTablesOrganization: {
    sentence: `${mayNot}: a service control policy of the organization denies it.`,
    remedy: 'Ask the administrator of the organization to allow dynamodb:ListTables in this account.',
    detectedBy: 'AccessDeniedException, “service control policy” or “resource control policy”',
  },
  listTablesEndpoint: {
    sentence: `${mayNot}: the VPC endpoint policy denies it.`,
    remedy: 'Allow dynamodb:ListTables for {caller} in the policy of the VPC endpoint.',
    detectedBy: 'AccessDeniedException, “VPC endpoint policy”',
  },
  listTablesSession: {
    sentence: `${mayNot}: the session policy does not allow it.`,
    remedy:
      'Get credentials of a session whose policy allows dynamodb:ListTables, or that has no session policy.',
    detectedBy: 'AccessDeniedException, “session policy”',
  },
  listTablesDenied: {
    sentence: `${mayNot}: a policy explicitly denies it.`,
    remedy:
      'Remove the statement that denies dynamodb:ListTables to {caller}. An allow statement does not override it.',
    detectedBy: 'AccessDeniedException, “explicit deny” in an identity-based or resource-based policy',
  },
  identityNotAllowed: {
    sentence: 'AWS refused sts:GetCallerIdentity, which requires no permission.',
    remedy: 'Allow sts:GetCallerIdentity in the VPC endpoint policy or in the proxy in between.',
    detectedBy: 'AccessDenied for GetCallerIdentity',
  },
  roleRefused: {
    sentence: 'AWS refuses the role: it does not exist, or these credentials are not allowed to assume it.',
    remedy:
      'Check with the administrator{account}, in this order: that the account ID and the name of the role are right; ' +
      'that its trust policy names {caller}; that a policy of the caller allows sts:AssumeRole on it; ' +
      'that the trust policy requires no external ID and no MFA; that no service control policy denies it.',
    detectedBy: 'AccessDenied for AssumeRole: AWS returns the same error for all of these',
  },
  roleNotAllowed: {
    sentence: `${mayNotAssume}: no identity-based policy allows it.`,
    remedy: 'Allow sts:AssumeRole on the role in a policy of {caller}.',
    detectedBy: 'AccessDenied for AssumeRole, “no identity-based policy allows”',
  },
  roleNotTrusted: {
    sentence: `${mayNotAssume}: the trust policy of the role does not name them.`,
    remedy: 'Ask the administrator{account} to add {caller} to the trust policy of {role}.',
    detectedBy: 'AccessDenied for AssumeRole, “no resource-based policy allows”',
  },
  roleBoundary: {
    sentence: `${mayNotAssume}: the permissions boundary does not allow it.`,
    remedy: 'Add sts:AssumeRole to the permissions boundary of {caller}.',
    detectedBy: 'AccessDenied for AssumeRole, “no permissions boundary allows” or a deny in one',
  },
  roleOrganization: {
    sentence: `${mayNotAssume}: a service control policy of the organization denies it.`,
    remedy: 'Ask the administrator of the organization to allow sts:AssumeRole for {caller}.',
    detectedBy: 'AccessDenied for AssumeRole, “service control policy” or “resource control policy”',
  },
  roleEndpoint: {
    sentence: `${mayNotAssume}: the VPC endpoint policy denies it.`,
    remedy: 'Allow sts:AssumeRole for {caller} in the policy of the VPC endpoint for STS.',
    detectedBy: 'AccessDenied for AssumeRole, “VPC endpoint policy”',
  },
  roleSession: {
    sentence: `${mayNotAssume}: the session policy does not allow it.`,
    remedy: 'Get credentials of a session whose policy allows sts:AssumeRole, or that has no session policy.',
    detectedBy: 'AccessDenied for AssumeRole, “session policy”',
  },
  roleDenied: {
    sentence: `${mayNotAssume}: a policy explicitly denies it.`,
    remedy:
      'Remove the statement that denies sts:AssumeRole to {caller}. An allow statement does not override it.',
    detectedBy: 'AccessDenied for AssumeRole, “explicit deny” in an identity-based or resource-based policy',
  },
  roleByRoot: {
    sentence: 'These are keys of a root user, and a root user cannot assume roles.',
    remedy: 'Use the access key of an IAM user, or temporary credentials of a role.',
    detectedBy: 'AccessDenied for AssumeRole, “Roles may not be assumed by root accounts”',
  },
  durationAboveMaximum: {
    sentence: 'The requested duration of {duration} s is longer than this role allows.',
    remedy:
      'Enter a Duration of 3600, the default maximum of a role, or raise Maximum session duration of the role in IAM.',
    detectedBy: 'ValidationError with “MaxSessionDuration”',
  },
  durationChaining: {
    sentence:
      'The requested duration is {duration} s, but a role that is assumed from another role lasts at most 3600 s (1 hour).',
    remedy: 'Enter a Duration of 3600 or less.',
    detectedBy: 'ValidationError with “role chaining”',
  },
  roleInvalid: {
    sentence: 'AWS does not accept the role ARN, the session name or the duration.',
    remedy: 'Copy the role ARN from IAM, leave Session Name empty and enter a Duration of 3600.',
    detectedBy: 'any other ValidationError, MalformedInput',
  },
  rolePartition: {
    sentence: 'The role is in partition {rolePartition}, but region {region} is in partition {partition}.',
    remedy: 'Choose a region of the partition that the role is in.',
    remedies: {
      environment:
        'Set TONIC_AWS_REGION to a Region in the partition of the role and restart the application, or choose one under AWS Region.',
    },
    detectedBy: 'the ARN and the list of regions, before anything is sent',
  },
  stsDisabledInRegion: {
    sentence: 'STS is not activated in region {region} for this account.',
    remedy:
      'Activate STS for this region in IAM under Account settings, or choose another region under AWS Region.',
    detectedBy: 'RegionDisabledException',
  },
  throttled: {
    sentence: 'AWS is throttling this account.',
    remedy: 'Wait a minute, and test again.',
    remedies: {
      local:
        'Wait a minute, and test again. DynamoDB Local does not throttle: if you meant DynamoDB Local, correct Server.',
    },
    detectedBy: 'Throttling, ThrottlingException, RequestLimitExceeded and similar errors, twice',
  },
  serviceFault: {
    sentence: '{service} reports an internal error.',
    remedy: 'Test again later. The AWS Health Dashboard shows known problems.',
    remedies: { local: 'Restart the local instance, and test again.' },
    detectedBy: 'InternalFailure, InternalServerError, any other status from 500',
  },
  serviceUnavailable: {
    sentence: '{service} is not available at the moment.',
    remedy: 'Test again in a few minutes. The AWS Health Dashboard shows known problems.',
    remedies: { local: 'Restart the local instance, and test again.' },
    detectedBy: 'ServiceUnavailable, or status 503',
  },
} as const satisfies Record<string, Cause>
