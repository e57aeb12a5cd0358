import { expect, it } from 'vitest'
import { withoutTelling } from './quietStart'

it.each([
  [{ NODE_DEBUG: 'http' }, {}],
  [{ NODE_DEBUG: 'http', NODE_DEBUG_NATIVE: 'tls', HOME: '/home/ann' }, { HOME: '/home/ann' }],
  [{ SSLKEYLOGFILE: '/tmp/keys', PATH: '/bin' }, { PATH: '/bin' }],
  // Windows ignores letter case in the names of variables.
  [{ Node_Debug: 'http', Path: 'C:\\' }, { Path: 'C:\\' }],
])('%o is started again with %o', (environment, quiet) => {
  expect(withoutTelling(environment)).toEqual(quiet)
})

it.each([[{}], [{ HOME: '/home/ann' }], [{ NODE_DEBUG: '' }], [{ DEBUG: '*' }]])(
  '%o needs no second start',
  (environment) => expect(withoutTelling(environment)).toBeUndefined(),
)
