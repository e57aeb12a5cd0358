import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import {
  accountBookSchema,
  accountColours,
  accountName,
  accountTitle,
  findAccount,
  freeColour,
  nameAccounts,
  problemOfName,
  withAccount,
  withoutAccount,
} from './accountBook'
import { readAccountNumber } from '../connection/accountNumber'
import type { NamedAccount } from './accountBook'

const prod: NamedAccount = { account: '111122223333', partition: 'aws', name: 'prod-data', colour: 'blue' }
const staging: NamedAccount = { account: '444455556666', partition: 'aws', name: 'staging', colour: 'teal' }
const china: NamedAccount = { ...prod, partition: 'aws-cn', name: 'prod-china' }
const book = [prod, staging]

describe('the name of an account', () => {
  it('is found by number and partition', () => {
    expect(accountName(book, { account: '111122223333', partition: 'aws' })).toBe('prod-data')
    expect(accountTitle(book, { account: '111122223333' })).toBe('prod-data (1111 2222 3333)')
    expect(accountName(book, { account: '111122223333', partition: 'aws-cn' })).toBe('1111 2222 3333')
    expect(accountTitle(book, { account: '777788889999' })).toBe('7777 8888 9999')
  })

  it('is not guessed where two partitions have the number', () => {
    expect(findAccount([prod, china], { account: '111122223333' })).toBeUndefined()
    expect(findAccount([prod, china], { account: '111122223333', partition: 'aws-cn' })).toBe(china)
  })
})

describe('nameAccounts', () => {
  it('puts a name in the place of its number where the numbers stand elsewhere', () => {
    const text = 'Different AWS accounts: 111122223333 and 777788889999.'
    expect(nameAccounts(book, text, { alone: true })).toBe(
      'Different AWS accounts: prod-data and 7777 8888 9999.',
    )
  })

  it.each([
    ['Account 111122223333, partition aws', 'Account prod-data (1111 2222 3333), partition aws'],
    [
      'Source 111122223333. Destination 444455556666.',
      'Source prod-data (1111 2222 3333). Destination staging (4444 5555 6666).',
    ],
    ['Account 777788889999', 'Account 7777 8888 9999'],
  ])('names the numbers in %j', (text, named) => {
    expect(nameAccounts(book, text)).toBe(named)
  })

  it.each([
    'arn:aws:iam::111122223333:role/Reader',
    'arn:aws:sts::111122223333:assumed-role/111122223333/me',
    'Account prod-data (111122223333)',
    'request 1111222233334444',
    'request 111122223333-9f',
    'https://111122223333.example.com',
  ])('leaves %j as it is', (text) => {
    expect(nameAccounts(book, text)).toBe(text)
  })
})

describe('problemOfName', () => {
  it.each([
    ['  ', /^Enter a name/],
    ['x'.repeat(41), /this has 41/],
    ['4444-5555-6666', /digits alone/],
    [' Staging ', /^Account 444455556666 has this name already/],
  ])('refuses %j', (name, problem) => {
    expect(problemOfName(book, name, prod)).toMatch(problem)
  })

  it('accepts a new name, and another spelling of its own', () => {
    expect(problemOfName(book, 'qa 2')).toBeUndefined()
    expect(problemOfName(book, 'PROD-data', prod)).toBeUndefined()
  })
})

it.each([
  ['111122223333', '111122223333'],
  [' 1111-2222-3333 ', '111122223333'],
  ['1111 2222 3333', '111122223333'],
  ['11112222333', undefined],
  ['prod-data', undefined],
  ['', undefined],
])('readAccountNumber(%j)', (typed, number) => {
  expect(readAccountNumber(typed)).toBe(number)
})

describe('changes', () => {
  it('add and rename in the order of names, and never twice', () => {
    const named = withAccount(withAccount([], staging), { ...prod, name: ' prod-data ' })
    expect(named).toEqual([prod, staging])
    expect(withAccount(named, { ...prod, name: 'zeta' }).map(({ name }) => name)).toEqual(['staging', 'zeta'])
    expect(withAccount(named, china)).toHaveLength(3)
  })

  it('remove one account and no namesake of another partition', () => {
    expect(withoutAccount([prod, china], prod)).toEqual([china])
  })

  it('offer a colour that is not in use yet, and then one that is used least', () => {
    expect(freeColour(book)).toBe('green')
    const full = accountColours.map((colour) => ({ ...prod, colour }))
    expect(freeColour([...full, prod])).toBe('teal')
  })
})

describe('accountBookSchema', () => {
  it.each([
    { account: '1111' },
    { partition: 'mars' },
    { name: ' ' },
    { name: 'x'.repeat(41) },
    { colour: 'puce' },
  ])('refuses an entry with %j', (change) => {
    expect(v.safeParse(accountBookSchema, [{ ...prod, ...change }]).success).toBe(false)
    expect(v.safeParse(accountBookSchema, [prod]).success).toBe(true)
  })
})
