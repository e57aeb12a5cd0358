import { describe, expect, it } from 'vitest'
import { withoutLookalikes } from './withoutLookalikes'
import { blankWorkspace } from './workspace'
import type { Workspace } from './workspace'

const madeUp = (length: number): string => 'aB3/'.repeat(length).slice(0, length)
const withSource = (source: Partial<Workspace['source']>): Workspace => {
  const blank = blankWorkspace()
  return { ...blank, name: 'Orders', source: { ...blank.source, ...source } }
}

describe('withoutLookalikes', () => {
  it.each([
    ['a secret key in place of the access key', { accessKey: madeUp(40) }, 'AWS Access Key'],
    ['one with a line break', { sessionName: ` ${madeUp(40)}\n` }, 'Session Name'],
    ['a session token', { region: madeUp(400) }, 'AWS Region'],
  ])('blanks %s, and says where it was', (_what, source, label) => {
    const { workspace, blanked } = withoutLookalikes(withSource(source))
    expect(blanked).toEqual([`Orders, Source: ${label}`])
    expect(workspace).toEqual(withSource(Object.fromEntries(Object.keys(source).map((field) => [field, '']))))
  })

  it('removes one anywhere in description and tags', () => {
    const before = { ...withSource({}), description: `For QA, key=${madeUp(40)}`, tags: ['qa', madeUp(400)] }
    const { workspace, blanked } = withoutLookalikes(before)
    expect(blanked).toEqual(['Orders: Description', 'Orders: Tags'])
    expect(workspace).toEqual({ ...before, description: 'For QA, key=…', tags: ['qa'] })
    const harmless = {
      ...before,
      description: 'Copies https://example.com/orders/2026 nightly.',
      tags: ['qa'],
    }
    expect(withoutLookalikes(harmless)).toEqual({ workspace: harmless, blanked: [] })
  })

  it.each([
    ['an access key', { accessKey: 'AKIAIOSFODNN7EXAMPLE' }],
    ['a role', { roleArn: `arn:aws:iam::111122223333:role/${madeUp(60)}` }],
    ['a long host', { server: 'vpce-0123456789abcdef0-12345678.dynamodb.eu-west-1.vpce.amazonaws.com' }],
    ['a session name', { sessionName: 'nightly-copy-of-the-orders-for-qa-2026-11' }],
  ])('leaves %s', (_what, source) => {
    const workspace = withSource(source)
    expect(withoutLookalikes(workspace)).toEqual({ workspace, blanked: [] })
  })
})
