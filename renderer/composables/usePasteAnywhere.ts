import { onMounted, onUnmounted, ref } from 'vue'
import { readPasted } from '../../domain/connection/paste/paste'
import { useEditorsStore } from '../stores/editor/editors'
import { useNoticesStore } from '../stores/notices'
import { useWorkspacesStore } from '../stores/workspaces/workspaces'
import { isOverlayOpen } from './useOverlay'
import { usePasting } from './usePasting'

/** The largest file that is read when it is dropped, in bytes: far more than a file of profiles has. */
const largest = 1024 * 1024

/**
 * For as long as the calling component is mounted, what is pasted outside of a field, or dropped, becomes the source of
 * a new workspace, which is not saved. The clipboard is never read: the text comes with what the person does.
 */
export function usePasteAnywhere() {
  const workspaces = useWorkspacesStore()
  const editors = useEditorsStore()
  const notices = useNoticesStore()
  const refusal = ref<string>()
  const isOver = ref(false)

  async function take(text: string): Promise<void> {
    const reading = readPasted(text)
    refusal.value = reading.ok ? undefined : reading.sentence
    if (!reading.ok) return
    const id = crypto.randomUUID()
    const created = workspaces.create(id)
    usePasting(editors.of(id), 'source').fillFrom(text)
    const result = await created
    if (!result.ok) notices.fail(result.failure)
  }

  function onPaste(event: ClipboardEvent): void {
    if (isOverlayOpen('dialog') || isField(event.target)) return
    event.preventDefault()
    void take(event.clipboardData?.getData('text/plain') ?? '')
  }

  function onDrag(event: DragEvent): void {
    if (isOverlayOpen('dialog') || isField(event.target)) return
    event.preventDefault()
    isOver.value = event.type === 'dragover'
  }

  async function onDrop(event: DragEvent): Promise<void> {
    if (isOverlayOpen('dialog') || isField(event.target)) return
    event.preventDefault()
    isOver.value = false
    const text = event.dataTransfer?.getData('text/plain') ?? ''
    const [file] = event.dataTransfer?.files ?? []
    if (!file) return take(text)
    if (file.size > largest) refusal.value = `${file.name} is larger than 1 MB, so it was not read.`
    else await file.text().then(take, () => (refusal.value = `${file.name} cannot be read.`))
  }

  const listeners = { paste: onPaste, dragover: onDrag, dragleave: onDrag, drop: onDrop }
  onMounted(() => {
    for (const [name, listener] of Object.entries(listeners)) {
      window.addEventListener(name, listener as EventListener)
    }
  })
  onUnmounted(() => {
    for (const [name, listener] of Object.entries(listeners)) {
      window.removeEventListener(name, listener as EventListener)
    }
  })

  return {
    /** Why nothing was recognised in what came last; undefined if something was, or nothing came. */
    refusal,
    /** Whether something is held over the window and would be taken if it were dropped. */
    isOver,
  }
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea')
