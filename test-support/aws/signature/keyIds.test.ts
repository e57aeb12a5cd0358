import { describe, expect, it } from 'vitest'
import { keyIdFor, newKeyId, newSecret, newToken } from './keyIds'

describe('keyIdFor', () => {
  it.each([
    ['609629065308', 'ASIAY34FZKBO'],
    ['029608264753', 'ASIAQNZGKIQY'],
    ['123456789012', 'AKIARZPUZDIK'],
    ['000000000000', 'ASIAQAAAAAAA'],
    ['999999999999', 'AKIA6RVFFB77'],
    ['111122223333', 'AKIARTX3GSDS'],
  ] as const)('begins for account %s as its real keys do', (account, start) => {
    const prefix = start.startsWith('AKIA') ? 'AKIA' : 'ASIA'
    const keyId = keyIdFor(account, prefix, 'ABCDEF7')
    expect(keyId).toMatch(/^A[A-Z]{3}[A-Z2-7]{16}$/)
    expect(keyId.slice(0, 12)).toBe(start)
    expect(keyId.slice(-7)).toBe('ABCDEF7')
  })

  it('refuses an invalid account ID or tail', () => {
    expect(() => keyIdFor('1111-2222-3333', 'AKIA', 'ABCDEFG')).toThrow('12 digits')
    expect(() => keyIdFor('111122223333', 'AKIA', 'ABCDEF1')).toThrow('7 characters')
  })
})

describe('new keys', () => {
  it('are different each time and look like real ones', () => {
    expect(newKeyId('111122223333', 'ASIA')).not.toBe(newKeyId('111122223333', 'ASIA'))
    expect(newSecret()).toMatch(/^[A-Za-z0-9+/]{40}$/)
    expect(newSecret()).not.toBe(newSecret())
    expect(newToken()).toMatch(/^[A-Za-z0-9+/=]{400,}$/)
    expect(newToken()).not.toBe(newToken())
  })
})
