import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { MachineView } from '../../domain/app/machineView'
import { clock } from '../../domain/moments'
import { api } from '../api'
import { equal } from './equal'
import { useNoticesStore } from './notices'

/** What the main process sees of this machine: environment, own names, keychain. */
export const useMachineStore = defineStore('machine', () => {
  const notices = useNoticesStore()
  const view = shallowRef<MachineView>({
    environment: { secretKey: false, container: false },
    machine: { names: [], addresses: [] },
    keychain: { kind: 'unknown' },
    platform: 'linux',
    dataFolder: '',
  })

  /** When the keychain was checked last, and how long that took; undefined before the first check. */
  const lastCheck = shallowRef<{ at: string; ms: number }>()

  /** Shows what was seen; nothing is shown anew if it was seen before. */
  function show(seen: MachineView): void {
    if (!equal(seen, view.value)) view.value = seen
  }

  async function refresh(): Promise<void> {
    const result = await api.describeMachine({})
    // An equal view in place of this one would have every status and every field worked out anew.
    if (result.ok && JSON.stringify(result.value) !== JSON.stringify(view.value)) show(result.value)
  }

  async function checkKeychain(): Promise<void> {
    const begun = performance.now()
    const result = await api.checkKeychain({})
    if (!result.ok) return notices.fail(result.failure)
    view.value = { ...view.value, keychain: result.value }
    lastCheck.value = { at: clock(new Date().toISOString()), ms: Math.round(performance.now() - begun) }
  }

  return {
    view,
    lastCheck,
    /** The name of the key that commands are called with on this system. */
    commandKey: computed(() => (view.value.platform === 'darwin' ? '⌘' : 'Ctrl')),
    show,
    refresh,
    checkKeychain,
    startInstance: (port: number) => api.startInstance({ port }),
    async showDataFolder(): Promise<void> {
      const result = await api.showDataFolder({})
      if (!result.ok) notices.fail(result.failure)
    },
  }
})
