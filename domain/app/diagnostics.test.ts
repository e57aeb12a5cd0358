import { expect, it } from 'vitest'
import { describeDiagnostics } from './diagnostics'
import type { TestReport } from '../test/testReport'

const about = { version: '1.0.0', electron: '45', chromium: '150', node: '24', system: 'Linux 6, x64' }
const failed: TestReport = {
  runId: 'r',
  side: 'source',
  outcome: 'failed',
  startedAt: '2026-11-22T08:00:00.000Z',
  ms: 12,
  fingerprint: 'f',
  stages: [
    {
      name: 'identity',
      status: 'failed',
      text: 'orders.example at 111122223333',
      failure: {
        code: 'accessKeyUnknown',
        message: 'AKIAEXAMPLE is unknown to orders.example.',
        remedy: 'Ask Ida.',
        detail: { error: 'orders.example', status: 403, host: 'orders.example:443' },
      },
    },
  ],
  place: { host: 'orders.example:443', account: '111122223333' },
}

it('tells versions, keychain and how the last tests ended, and no name, host, account or key', () => {
  const text = describeDiagnostics(about, { kind: 'ready' }, { source: [failed], destination: [] })
  expect(text.split('\n')).toEqual([
    'Product: DynamoDB Workspaces',
    'Version: 1.0.0',
    'Electron: 45',
    'Chromium: 150',
    'Node.js: 24',
    'System: Linux 6, x64',
    'Licence: MIT',
    'Keychain: ready',
    'Source test: failed (accessKeyUnknown, HTTP 403)',
    'Destination test: not tested',
  ])
})

it('says so when no workspace is open, and why the keychain cannot be used', () => {
  const failure = { code: 'keychainUnreadable', message: '', remedy: '' } as const
  const text = describeDiagnostics(about, { kind: 'unavailable', failure }, undefined)
  expect(text).toContain('Keychain: unavailable (keychainUnreadable)\nTests: no workspace is open')
})
