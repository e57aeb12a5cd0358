import type { Cause } from './cause'

const firewall = 'Check the network, the VPN and the firewall.'

const service =
  'If {name} is a Docker service, only containers can resolve it: enter localhost as the server, and the published port.'
const localStack =
  '{name} resolves to 127.0.0.1, and many routers block such an answer (DNS rebind protection): enter localhost as the server.'

/** Causes on the way to a host. */
export const networkCauses = {
  hostUnknown: {
    sentence: 'The name {name} is not known.',
    remedy: 'Check the network connection, and the VPN if there is one.',
    remedies: { local: 'Check Server for typing.', service, localStack },
    detectedBy: 'ENOTFOUND',
  },
  regionUnknown: {
    sentence: 'AWS has no region {region}, as far as can be seen: the name {name} does not exist.',
    remedy: 'Choose a region from the list under AWS Region.',
    remedies: {
      environment:
        'Set TONIC_AWS_REGION to a Region code such as eu-west-1 and restart the application, or choose a Region under AWS Region.',
    },
    detectedBy: 'ENOTFOUND for the host of a region that is not in the list',
  },
  dnsUnavailable: {
    sentence: 'The name {name} could not be looked up: the network or its DNS gives no answer.',
    remedy: 'Check the network connection of this machine.',
    remedies: {
      unlisted: 'Check the network connection, and the region {region} for typing.',
      service,
      localStack,
    },
    detectedBy: 'EAI_AGAIN, or no answer of the resolver in time',
  },
  nothingListens: {
    sentence: 'Nothing listens at {host}.',
    remedy: 'Check the firewall, and the AWS_ENDPOINT_URL variables if they are set.',
    remedies: { local: 'Start DynamoDB there, or correct Server and Port.' },
    detectedBy: 'ECONNREFUSED',
  },
  unreachable: {
    sentence: '{host} cannot be reached.',
    remedy: firewall,
    remedies: { local: 'Check Server, the VPN and the firewall.' },
    detectedBy: 'EHOSTUNREACH, ENETUNREACH and their kin',
  },
  connectTimeout: {
    sentence: '{host} does not react to being called: the connection was not taken in time.',
    remedy: `${firewall} One of them may drop it silently.`,
    remedies: { local: 'Check Server and Port, then the VPN and the firewall: one may drop it silently.' },
    detectedBy: 'ETIMEDOUT while connecting, or 5 s without a connection',
  },
  connectionReset: {
    sentence: '{host} closed the connection without an answer.',
    remedy: 'Check the firewall or proxy between this machine and AWS.',
    remedies: {
      local: 'Check that DynamoDB listens on this port, and whether Server needs https:// in front.',
    },
    detectedBy: 'ECONNRESET, EPIPE before the first byte of a reply',
  },
  answerTimeout: {
    sentence: '{host} took the request {action} and gave no answer within {seconds} s.',
    remedy: 'Check that the network is not slow and no firewall holds the answer back, and test again.',
    remedies: { local: 'Check that DynamoDB runs on this port and is well, and test again.' },
    detectedBy: 'two thirds of the time of the test, at most 10 s, without a reply',
  },
  bodyStalled: {
    sentence: '{host} began its answer to {action} and did not end it within {seconds} s.',
    remedy: 'Check that the network is not slow and no proxy holds the answer back, and test again.',
    remedies: { local: 'Check that it is DynamoDB that runs on this port, and restart it.' },
    detectedBy: 'a reply that began and was not whole in the same time',
  },
  answerCut: {
    sentence: '{host} broke its answer to {action} off.',
    remedy: 'Test again. If it comes back, check the proxy or firewall in between.',
    remedies: { local: 'Check that it is DynamoDB that runs on this port, and restart it.' },
    detectedBy: 'ECONNRESET within a reply, or fewer bytes than were announced',
  },
  answerTooLarge: {
    sentence: '{host} answers {action} with more than any answer of {service} can hold.',
    remedy: 'Check what answers there: it is not {service}.',
    remedies: { local: 'Check Server and Port: what answers there is not DynamoDB.' },
    detectedBy: 'more than 1 MiB of reply, or more headers than HTTP allows (HPE_HEADER_OVERFLOW)',
  },
  deadline: {
    sentence: 'The test was given {seconds} s, and they ended while waiting for {what}.',
    remedy: 'Check that the service is well and the network is not slow, and test again.',
    detectedBy: 'the end of the time that a whole test has',
  },
} as const satisfies Record<string, Cause>
