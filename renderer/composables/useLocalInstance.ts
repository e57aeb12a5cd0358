import { computed } from 'vue'
import { isLoopbackHost, readPort, readServer } from '../../domain/connection/localHost'
import type { Side } from '../../domain/side'
import { useMachineStore } from '../stores/machine'
import { useNoticesStore } from '../stores/notices'
import type { Editor } from '../stores/editor/editor'

/**
 * A local instance in memory for a side: `port` is the loopback port that its form names, undefined for any other
 * server; `start` starts an instance there and then tests the side.
 */
export function useLocalInstance({ form }: Pick<Editor, 'form'>, side: Side, test: () => unknown) {
  const machine = useMachineStore()
  const notices = useNoticesStore()

  const port = computed(() => {
    const { useLocal, server, port } = form[side]
    const reading = readServer(server)
    const isHere = useLocal && reading.ok && isLoopbackHost(reading.value.host)
    return isHere && reading.value.protocol !== 'https' ? readPort(port) : undefined
  })

  async function start(): Promise<void> {
    const at = port.value
    if (at === undefined) return
    const result = await machine.startInstance(at)
    if (!result.ok) return notices.fail(result.failure)
    notices.show(`Started a local instance in memory on port ${at}. It ends with the application.`)
    void test()
  }

  return { port, start }
}
