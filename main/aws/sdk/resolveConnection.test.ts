import { describe, expect, it } from 'vitest'
import { keyForm, localForm, roleForm } from '../testing/testHarness'
import { resolveConnection } from './resolveConnection'

const context = { secretKey: 'typed', sessionToken: 'none' } as const

describe('a local server', () => {
  it.each([
    ['localhost', 'http://localhost:8001'],
    ['https://db.example', 'https://db.example:8001'],
    ['::1', 'http://[::1]:8001'],
    ['http://[::1]/', 'http://[::1]:8001'],
  ])('%s is asked at %s', (server, address) => {
    const reading = resolveConnection(localForm(8_001, server), context, {})
    expect(reading).toMatchObject({
      ok: true,
      value: { text: address, value: { kind: 'local', target: { local: true, region: 'us-east-1' } } },
    })
    expect(reading.ok && reading.value.value.target.dynamodbUrl?.href).toBe(`${address}/`)
  })

  it('cannot be an address with a zone, which no URL can carry', () => {
    const reading = resolveConnection(localForm(8_001, 'fe80::1%eth0'), context, {})
    expect(reading).toMatchObject({ ok: false, failure: { code: 'settingsIncomplete' } })
  })

  it('is not led elsewhere by the endpoint variables', () => {
    const reading = resolveConnection(localForm(8_001), context, {
      AWS_ENDPOINT_URL_DYNAMODB: 'http://elsewhere:1',
    })
    expect(reading.ok && reading.value.value.target.dynamodbUrl?.host).toBe('127.0.0.1:8001')
  })
})

describe('a region', () => {
  it('may be one that the list does not know', () => {
    const reading = resolveConnection(keyForm('AKIARTX3GSDSQABCDEFG', 'eu-nowhere-9'), context, {})
    expect(reading).toMatchObject({ ok: true, value: { value: { target: { region: 'eu-nowhere-9' } } } })
  })

  it('of TONIC_AWS_REGION has to look like one', () => {
    const form = roleForm('arn:aws:iam::444455556666:role/StructuralWriter', { region: '' })
    const reading = resolveConnection(form, { ...context, environmentRegion: 'Ireland' }, {})
    expect(reading).toMatchObject({ ok: false, failure: { code: 'settingsIncomplete' } })
    expect(!reading.ok && reading.failure.message).toContain('TONIC_AWS_REGION')
  })

  it('comes before TONIC_AWS_REGION when it is chosen', () => {
    const form = roleForm('arn:aws:iam::444455556666:role/StructuralWriter', { region: 'eu-west-1' })
    const reading = resolveConnection(form, { ...context, environmentRegion: 'us-east-1' }, {})
    expect(reading).toMatchObject({ ok: true, value: { text: 'Region eu-west-1' } })
  })
})
