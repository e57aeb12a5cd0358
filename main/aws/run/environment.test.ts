import { expect, it } from 'vitest'
import { viewEnvironment } from './environment'

it('shows where credentials and requests would come from, without a secret', () => {
  const view = viewEnvironment({
    TONIC_AWS_ACCESS_KEY_ID: ' AKIARTX3GSDSQABCQ7ML ',
    TONIC_AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY12',
    TONIC_AWS_REGION: 'eu-west-1',
    AWS_ENDPOINT_URL_DYNAMODB: 'https://user:hunter2@vpce.example:8443/gateway/?key=hunter3',
    AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:4566/',
  })
  expect(view).toEqual({
    accessKeyTail: 'Q7ML',
    accessKeyKind: 'longTerm',
    secretKey: true,
    region: 'eu-west-1',
    container: false,
    dynamodbEndpoint: 'https://vpce.example:8443/gateway',
    stsEndpoint: 'http://127.0.0.1:4566',
  })
})

it('treats blank variables as unset, and ignores AWS_* keys', () => {
  const view = viewEnvironment({
    TONIC_AWS_ACCESS_KEY_ID: ' ',
    TONIC_AWS_REGION: '',
    AWS_ACCESS_KEY_ID: 'AKIAPOISONPOISONPOIS',
    AWS_SECRET_ACCESS_KEY: 'poison',
    AWS_REGION: 'us-west-2',
  })
  expect(view).toEqual({ secretKey: false, container: false })
})

it.each(['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'])(
  'recognises a container by %s',
  (name) => {
    expect(viewEnvironment({ [name]: '/v2/credentials/1' }).container).toBe(true)
  },
)

it.each(['localhost:8000', 'user:hunter2@host', 'ftp://host'])(
  'does not repeat %s, which is no URL',
  (value) => {
    expect(viewEnvironment({ AWS_ENDPOINT_URL_STS: value }).stsEndpoint).toBe('not an http or https URL')
  },
)
