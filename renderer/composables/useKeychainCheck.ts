import { computed, ref } from 'vue'
import { useMachineStore } from '../stores/machine'

const systemsName = { linux: 'Secret Service', darwin: 'Keychain', win32: 'Credential Manager' }

/** What is known of the keychain as a mark and in words, and a check that proves it. */
export function useKeychainCheck() {
  const machine = useMachineStore()
  const checking = ref(false)

  const state = computed(() => {
    const { keychain, platform } = machine.view
    const { lastCheck } = machine
    if (checking.value) return { mark: 'running', title: 'Checking the keychain…' } as const
    if (keychain.kind === 'unknown') return { mark: 'untested', title: 'Not used yet in this run.' } as const
    if (keychain.kind === 'unavailable')
      return { mark: 'failed', title: keychain.failure.message, text: keychain.failure.remedy } as const
    const how = lastCheck ? `checked at ${lastCheck.at} in ${lastCheck.ms} ms` : 'used in this run'
    return {
      mark: 'passed',
      title: 'Can be written and read.',
      text: `${systemsName[platform]}, ${how}`,
    } as const
  })

  return {
    state,
    checking,
    async check(): Promise<void> {
      if (checking.value) return
      checking.value = true
      await machine.checkKeychain()
      checking.value = false
    },
  }
}
