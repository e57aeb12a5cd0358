import type { Cause } from './cause'

const between =
  'Check whether a proxy or sign-in page answers instead of AWS. If an AWS_ENDPOINT_URL variable names this address, correct the variable and restart the application.'
const port =
  'Correct Server and Port: what answers there is not DynamoDB. DynamoDB Local listens on port 8000 by default.'

/** Causes found in a reply that does not come from the expected service. */
export const answerCauses = {
  otherProtocol: {
    sentence: '{protocol} answers at {host}, where {service} is expected.',
    remedy: between,
    remedies: { local: port },
    detectedBy: 'the first bytes of a reply that is not HTTP: SSH, Redis, SMTP or FTP, MySQL, PostgreSQL',
  },
  notHttp: {
    sentence: 'Something answers at {host}, but not in HTTP.',
    remedy: between,
    remedies: { local: port },
    detectedBy: 'the HTTP parser fails (HPE_ errors)',
  },
  webPage: {
    sentence: 'A web page answers at {host}{server}, where {service} is expected.',
    remedy: between,
    remedies: { local: port },
    detectedBy: 'the reply is HTML; its `server` header names the server',
  },
  captivePortal: {
    sentence: 'A web page answers instead of AWS at {host}{server}.',
    remedy:
      'Open any page in a browser and sign in to the network. If no sign-in page appears, ask the administrator of the proxy. Then test again.',
    detectedBy: 'HTML or a redirect comes from one of AWS’s own hosts',
  },
  redirected: {
    sentence: '{host}{server} redirects the request to another address, which {service} never does.',
    remedy: between,
    remedies: { local: `${port} If the server requires https, enter https:// in front of Server.` },
    detectedBy: 'a status from 300 to 399',
  },
  otherJson: {
    sentence: 'Another service answers at {host}{server} in JSON, where {service} is expected.',
    remedy: between,
    remedies: { local: port },
    detectedBy: 'the reply is JSON, but not a reply of the service',
  },
  emptyAnswer: {
    sentence: '{host}{server} returns an empty reply (status {status}), where {service} is expected.',
    remedy: between,
    remedies: { local: port },
    detectedBy: 'a reply without a body',
  },
  notDynamoDb: {
    sentence: 'Something answers at {host}, but it is not DynamoDB.',
    remedy: between,
    remedies: { local: port },
    detectedBy: 'any other reply to ListTables that is not a reply of DynamoDB',
  },
  notSts: {
    sentence: 'Something answers at {host}, but it is not STS.',
    remedy: between,
    detectedBy: 'any other reply to GetCallerIdentity or AssumeRole that is not a reply of STS',
  },
  serviceMismatch: {
    sentence: 'Another AWS service answers at {host}, where {service} is expected.',
    remedy:
      'Check whether AWS_ENDPOINT_URL_DYNAMODB and AWS_ENDPOINT_URL_STS are swapped. If they are, correct both and restart the application.',
    remedies: {
      local: 'Enter Server and Port of a local DynamoDB instance: another AWS service answers there.',
    },
    detectedBy:
      '“Credential should be scoped to correct service”, UnknownOperationException, or a reply in the format of the other service',
  },
} as const satisfies Record<string, Cause>
