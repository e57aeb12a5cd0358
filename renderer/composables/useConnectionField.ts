import { useTemplateRef } from 'vue'
import type { FieldName } from '../../domain/connection/connection'
import type { Side } from '../../domain/side'
import { useFocusPlace } from './focusOn'
import { useEditor } from './useEditor'
import { usePasting } from './usePasting'

/**
 * What every field of a connection needs: the editor, the focus, and what happens when a whole block of text is
 * pasted. The field's control must have the template ref `control`.
 */
export function useConnectionField(side: Side, name: FieldName) {
  const editor = useEditor()
  const control = useTemplateRef<{ focus: () => void }>('control')
  useFocusPlace(`${side}.${name}`, () => control.value?.focus())
  const { onPaste } = usePasting(editor, side)
  return { ...editor, control, onPaste: (event: ClipboardEvent): void => onPaste(event, name) }
}
