import { expect, it } from 'vitest'
import { differingParts } from './differingParts'

const role = 'arn:aws:iam::111122223333:role/analytics/'

it.each([
  [
    'the last part of a path',
    `${role}Reader`,
    `${role}StructuralReader`,
    '…/analytics/',
    'Reader',
    'StructuralReader',
  ],
  ['what is added', 'orders, qa', 'orders, qa, nightly', 'orders, qa', '', ', nightly'],
  ['half a word is none', 'eu-west-1', 'eu-west-2', '', 'eu-west-1', 'eu-west-2'],
  ['nothing before', '', '7200', '', '', '7200'],
])('%s', (_what, one, other, start, earlier, later) => {
  expect(differingParts(one, other)).toEqual({ start, earlier, later })
})
