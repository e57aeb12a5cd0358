import { describe, expect, it } from 'vitest'
import { findRegion, isRegionCode, regions, searchRegions } from './regions'

const codes = (query: string) => searchRegions(query).map(({ code }) => code)

describe('the list of regions', () => {
  it('has each code once, in the shape of a code', () => {
    expect(regions.length).toBeGreaterThan(40)
    expect(new Set(regions.map(({ code }) => code)).size).toBe(regions.length)
    expect(regions.filter(({ code }) => !isRegionCode(code))).toEqual([])
  })

  it.each([
    ['eu-west-1', 'Europe (Ireland)', 'aws', false],
    ['me-west-1', 'Middle East (Saudi Arabia)', 'aws', true],
    ['cn-northwest-1', 'China (Ningxia)', 'aws-cn', false],
    ['us-gov-west-1', 'AWS GovCloud (US-West)', 'aws-us-gov', false],
    ['eusc-de-east-1', 'AWS European Sovereign Cloud (Germany)', 'aws-eusc', false],
  ])('knows %s', (code, name, partition, optIn) => {
    expect(findRegion(code)).toEqual({ code, name, partition, optIn })
  })

  it.each(['', 'eu-west-9', 'EU-WEST-1', ' eu-west-1', 'aws-global', 'constructor'])('lacks %j', (code) => {
    expect(findRegion(code)).toBeUndefined()
  })
})

describe('isRegionCode', () => {
  it.each(['eu-west-1', 'eu-west-99', 'us-gov-west-1', 'eusc-de-east-1', 'us-isob-east-1', 'mars-north-2'])(
    'takes %s',
    (text) => {
      expect(isRegionCode(text)).toBe(true)
    },
  )

  it.each([
    '',
    'Ireland',
    'eu-west',
    'eu-west-',
    'eu-1',
    'e-west-1',
    'europe-west-1',
    'eu-west-1a',
    'EU-WEST-1',
    ' eu-west-1',
    'eu-west-1\n',
    'eu west 1',
    'eu--west-1',
    '-eu-west-1',
    'eu-west-1.example.com',
    'eu-west-１',
  ])('refuses %j', (text) => {
    expect(isRegionCode(text)).toBe(false)
  })

  it('refuses what does not fit into a host name, at once', () => {
    const start = Date.now()
    expect(isRegionCode(`eu-${'w'.repeat(58)}-1`)).toBe(true)
    expect(isRegionCode(`eu-${'w'.repeat(59)}-1`)).toBe(false)
    expect(isRegionCode(`eu${'-west'.repeat(20_000)}`)).toBe(false)
    expect(Date.now() - start).toBeLessThan(500)
  })
})

describe('searchRegions', () => {
  it('lists all of them, in their order, for nothing typed', () => {
    expect(searchRegions('')).toEqual(regions)
    expect(searchRegions('  ')).toEqual(regions)
  })

  it.each([
    ['eu-west-1', ['eu-west-1']],
    ['EU-WEST-1', ['eu-west-1']],
    ['ireland', ['eu-west-1']],
    ['  London ', ['eu-west-2']],
    ['europe sTOCK', ['eu-north-1']],
    ['tokyo ap', ['ap-northeast-1']],
    ['us-east', ['us-east-1', 'us-east-2', 'us-gov-east-1']],
    ['iso west', ['us-iso-west-1', 'us-isob-west-1', 'eu-isoe-west-1']],
    ['atlantis', []],
    ['eu-west-1 london', []],
    ['.*', []],
  ])('finds for %j', (query, found) => {
    expect(codes(query)).toEqual(found)
  })

  it('puts codes that begin with the words before those that contain them', () => {
    expect(codes('us')[0]).toBe('us-east-1')
    expect(codes('us')).toContain('eusc-de-east-1')
    expect(codes('us').indexOf('eusc-de-east-1')).toBeGreaterThan(codes('us').indexOf('us-gov-west-1'))
  })

  it('answers at once for very long texts', () => {
    const start = Date.now()
    expect(searchRegions('x'.repeat(100_000))).toEqual([])
    expect(searchRegions('mexico '.repeat(15_000))).toHaveLength(1)
    expect(Date.now() - start).toBeLessThan(500)
  })
})
