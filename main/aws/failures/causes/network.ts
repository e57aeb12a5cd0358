import type { Cause } from './cause'

const firewall = 'Check that the network and the VPN are connected and that no firewall blocks this host.'

const service =
  'If {name} is a Docker service, only containers can resolve it: enter localhost as Server and the published port as Port.'
const localStack =
  '{name} resolves to 127.0.0.1, and many routers block such an answer (DNS rebind protection): enter localhost as Server.'

/** Causes in the network. */
export const networkCauses = {
  hostUnknown: {
    sentence: 'No server named {name} was found (DNS).',
    remedy:
      'Check that the network and the VPN are connected. If an AWS_ENDPOINT_URL variable names this server, correct the variable and restart the application.',
    remedies: { local: 'Check that Server is spelled correctly.', service, localStack },
    detectedBy: 'ENOTFOUND',
  },
  regionUnknown: {
    sentence: 'AWS probably has no region {region}: no server named {name} was found (DNS).',
    remedy: 'Choose a region from the list under AWS Region.',
    remedies: {
      environment:
        'Set TONIC_AWS_REGION to a Region code such as eu-west-1 and restart the application, or choose a Region under AWS Region.',
    },
    detectedBy: 'ENOTFOUND for the host of a region that is not in the list',
  },
  dnsUnavailable: {
    sentence: 'The name {name} could not be looked up: the DNS server does not answer.',
    remedy: 'Check that this machine is connected to the network.',
    remedies: {
      unlisted:
        'Check that this machine is connected to the network and that the region {region} is spelled correctly.',
      service,
      localStack,
    },
    detectedBy: 'EAI_AGAIN, or the resolver does not answer in time',
  },
  nothingListens: {
    sentence: 'Nothing listens at {host}.',
    remedy:
      'Check that no firewall blocks this address. If an AWS_ENDPOINT_URL variable names the address, correct the variable and restart the application.',
    remedies: { local: 'Start DynamoDB there, or correct Server and Port.' },
    detectedBy: 'ECONNREFUSED',
  },
  unreachable: {
    sentence: '{host} cannot be reached.',
    remedy: firewall,
    remedies: {
      local: 'Check that Server is right, that the VPN is connected and that no firewall blocks this server.',
    },
    detectedBy: 'EHOSTUNREACH, ENETUNREACH and similar codes',
  },
  connectTimeout: {
    sentence: '{host} did not accept a connection in time.',
    remedy: `${firewall} A firewall may drop connections without a reply.`,
    remedies: {
      local:
        'Check that Server and Port are right, that the VPN is connected and that no firewall blocks this port.',
    },
    detectedBy: 'ETIMEDOUT while connecting, or 5 s without a connection',
  },
  connectionReset: {
    sentence: '{host} closed the connection without an answer.',
    remedy: 'Check whether a firewall or proxy between this machine and AWS closes connections.',
    remedies: {
      local: 'Check that DynamoDB listens on this port, and whether Server needs https:// in front.',
    },
    detectedBy: 'ECONNRESET, EPIPE before the first byte of a reply',
  },
  answerTimeout: {
    sentence: '{host} took the request {action} and gave no answer within {seconds} s.',
    remedy: 'Check that the network is not slow and that no firewall delays the answer, then test again.',
    remedies: { local: 'Check that DynamoDB runs on this port and is not overloaded, then test again.' },
    detectedBy: 'no reply within two thirds of the time limit of the test, at most 10 s',
  },
  bodyStalled: {
    sentence: '{host} began its answer to {action} and did not end it within {seconds} s.',
    remedy: 'Check that the network is not slow and that no proxy delays the answer, then test again.',
    remedies: { local: 'Check that the service on this port is DynamoDB, and restart DynamoDB.' },
    detectedBy: 'a reply that began and was not complete in the same time',
  },
  answerCut: {
    sentence: '{host} closed the connection in the middle of its answer to {action}.',
    remedy:
      'Test again. If the connection is closed again, check whether a proxy or firewall in between closes it.',
    remedies: { local: 'Check that the service on this port is DynamoDB, and restart DynamoDB.' },
    detectedBy: 'ECONNRESET within a reply, or fewer bytes than were announced',
  },
  answerTooLarge: {
    sentence: '{host} returns a longer answer to {action} than {service} ever does.',
    remedy: 'Check whether a proxy or another server answers at this address: what answers is not {service}.',
    remedies: { local: 'Correct Server and Port: what answers there is not DynamoDB.' },
    detectedBy: 'more than 1 MiB of reply, or more headers than HTTP allows (HPE_HEADER_OVERFLOW)',
  },
  deadline: {
    sentence: 'The test reached its deadline of {seconds} s while waiting for {what}.',
    remedy:
      'Check that the service works and the network is not slow, then test again. You can set a longer deadline in Settings.',
    detectedBy: 'the deadline of the whole test passes',
  },
} as const satisfies Record<string, Cause>
