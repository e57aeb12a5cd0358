import { describe, expect, it } from 'vitest'
import { ok } from '../domain/result'
import { defaultSettings } from '../domain/app/settings'
import type { MachineView } from '../domain/app/machineView'
import { createFirstScreen } from './firstScreen'

const machine: MachineView = {
  environment: { secretKey: false, container: false },
  machine: { names: [], addresses: [] },
  keychain: { kind: 'unknown' },
  platform: 'linux',
  dataFolder: '/data',
}
const accounts = ok({ accounts: [], readOnly: false, setAside: [] })
const list = ok({
  workspaces: [],
  setAside: [],
  isWritable: true,
  lastOpened: null,
  favourites: [],
  recents: [],
  openedAt: {},
})

const early = { total: 300, rows: [], favourites: [] }
const opened = { id: 'the one that was open last' }
const rows = { total: 300, rows: [] }

function firstScreen(isRead: boolean, kept?: typeof rows) {
  const parts = {
    workspaces: {
      isRead: () => isRead,
      rows: async () => list,
      early: () => early,
      opened: async () => opened,
    },
    firstRows: { read: () => kept },
    settings: { read: () => defaultSettings },
    accountBook: { read: async () => accounts },
    describeMachine: () => machine,
  }
  return createFirstScreen(parts as unknown as Parameters<typeof createFirstScreen>[0])()
}

describe('the first screen', () => {
  it('has the list, the settings, the account book and the machine', async () => {
    expect(await firstScreen(true, rows)).toEqual({
      machine,
      settings: defaultSettings,
      accounts,
      list,
      early: null,
      opened,
    })
  })

  it('does not wait for workspaces that are still being read', async () => {
    expect(await firstScreen(false)).toEqual({
      machine,
      settings: defaultSettings,
      accounts,
      list: null,
      early: null,
      opened,
    })
  })

  it('has the rows of an earlier run while the workspaces are being read', async () => {
    expect(await firstScreen(false, rows)).toEqual({
      machine,
      settings: defaultSettings,
      accounts,
      list: null,
      early,
      opened,
    })
  })
})
