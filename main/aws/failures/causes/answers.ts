import type { Cause } from './cause'

const between =
  'Check for a proxy or sign-in page in between, and the AWS_ENDPOINT_URL variables if they are set.'
const port = 'Check Server and Port. DynamoDB Local listens on 8000 unless told otherwise.'

/** Causes that show in what answers: it is not the service that was asked. */
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
    detectedBy: 'HPE_ errors of the parser of HTTP',
  },
  webPage: {
    sentence: 'A web page answers at {host}{server}, where {service} is expected.',
    remedy: between,
    remedies: { local: port },
    detectedBy: 'a reply in HTML, with the name in its header `server`',
  },
  captivePortal: {
    sentence: 'A web page answers in the place of AWS at {host}{server}.',
    remedy:
      'Open a page in a browser and sign in to the network, or ask who runs the proxy; then test again.',
    detectedBy: 'HTML or a redirect from a host of AWS’s own',
  },
  redirected: {
    sentence: '{host}{server} sends the request on to another address, as {service} never does.',
    remedy: between,
    remedies: { local: `${port} The server may want https:// in front.` },
    detectedBy: 'a status from 300 to 399',
  },
  otherJson: {
    sentence: 'Another service answers at {host}{server} in JSON, where {service} is expected.',
    remedy: between,
    remedies: { local: port },
    detectedBy: 'a reply in JSON that is none of the service',
  },
  emptyAnswer: {
    sentence: '{host}{server} answers with nothing (status {status}), where {service} is expected.',
    remedy: between,
    remedies: { local: port },
    detectedBy: 'a reply without a body',
  },
  notDynamoDb: {
    sentence: 'Something answers at {host}, but not as DynamoDB does.',
    remedy: between,
    remedies: { local: port },
    detectedBy: 'any other reply to ListTables that is not DynamoDB’s',
  },
  notSts: {
    sentence: 'Something answers at {host}, but not as STS does.',
    remedy: between,
    detectedBy: 'any other reply to GetCallerIdentity or AssumeRole that is not that of STS',
  },
  serviceMismatch: {
    sentence: 'Another service of AWS answers at {host}, where {service} is expected.',
    remedy: 'Check that AWS_ENDPOINT_URL_DYNAMODB and AWS_ENDPOINT_URL_STS are not interchanged.',
    remedies: { local: 'Enter a local instance of DynamoDB: this server is another service of AWS.' },
    detectedBy:
      '“Credential should be scoped to correct service”, UnknownOperationException, a reply of the other',
  },
} as const satisfies Record<string, Cause>
