import { contextBridge, ipcRenderer } from 'electron'
import type { Api, CallName, Calls } from '../domain/contract'

function call<N extends CallName>(name: N): Calls[N] {
  return ((input: unknown) => ipcRenderer.invoke(name, input)) as Calls[N]
}

const api: Api = {
  listWorkspaces: call('listWorkspaces'),
  readWorkspace: call('readWorkspace'),
  keepFirstRows: call('keepFirstRows'),
  createWorkspace: call('createWorkspace'),
  keepDraft: call('keepDraft'),
  discardDraft: call('discardDraft'),
  saveWorkspace: call('saveWorkspace'),
  duplicateWorkspace: call('duplicateWorkspace'),
  deleteWorkspace: call('deleteWorkspace'),
  restoreWorkspace: call('restoreWorkspace'),
  forgetDeleted: call('forgetDeleted'),
  rememberOpened: call('rememberOpened'),
  setFavourite: call('setFavourite'),
  testConnection: call('testConnection'),
  testMany: call('testMany'),
  cancelTest: call('cancelTest'),
  checkReadiness: call('checkReadiness'),
  describeMachine: call('describeMachine'),
  describeApplication: call('describeApplication'),
  checkKeychain: call('checkKeychain'),
  startInstance: call('startInstance'),
  openSample: call('openSample'),
  readSettings: call('readSettings'),
  changeSettings: call('changeSettings'),
  resetSettings: call('resetSettings'),
  chooseCertificates: call('chooseCertificates'),
  removeCertificates: call('removeCertificates'),
  describeCertificates: call('describeCertificates'),
  showDataFolder: call('showDataFolder'),
  readAccountBook: call('readAccountBook'),
  keepAccountBook: call('keepAccountBook'),
  exportWorkspaces: call('exportWorkspaces'),
  previewImport: call('previewImport'),
  unlockImport: call('unlockImport'),
  runImport: call('runImport'),
  undoImport: call('undoImport'),
  settleImport: call('settleImport'),
  readProfiles: call('readProfiles'),
  importProfiles: call('importProfiles'),
  endImport: call('endImport'),
  copyText: call('copyText'),
  readyToClose: call('readyToClose'),
  on(name, listener) {
    // Only the payload is passed on; the Electron event stays here, because it could reach `ipcRenderer`.
    const forward = (_event: unknown, payload: unknown): void =>
      listener(payload as Parameters<typeof listener>[0])
    ipcRenderer.on(name, forward)
    return () => ipcRenderer.removeListener(name, forward)
  },
}

contextBridge.exposeInMainWorld('api', api)
