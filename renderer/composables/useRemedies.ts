import { computed, ref } from 'vue'
import { fieldLabels, fieldsOf, kindOf } from '../../domain/connection/connection'
import type { FieldName } from '../../domain/connection/connection'
import { readRoleArn } from '../../domain/connection/arn'
import type { Failure } from '../../domain/failure'
import { ownerMessage, statementText } from '../../domain/test/ownerMessage'
import { actionsFor } from '../../domain/test/remedies'
import type { RemedyAction } from '../../domain/test/remedies'
import type { TestReport } from '../../domain/test/testReport'
import { titleOf } from '../../domain/workspace/workspace'
import type { Side } from '../../domain/side'
import { useClipboardStore } from '../stores/clipboard'
import { useMachineStore } from '../stores/machine'
import { useSettingsStore } from '../stores/settings'
import { useTypedSecretsStore } from '../stores/typedSecrets'
import type { Editor } from '../stores/editor/editor'
import { focusOn } from './focusOn'
import { useLocalInstance } from './useLocalInstance'

/** A button that carries a remedy out. */
export type RemedyButton = { label: string; run: () => unknown }

/** What the application can do about the failure of a side; `test` tests the side again. */
export function useRemedies(editor: Editor, side: Side, test: () => unknown) {
  const clipboard = useClipboardStore()
  const machine = useMachineStore()
  const settings = useSettingsStore()
  const typed = useTypedSecretsStore()
  /** Whether the sheet that takes new keys is open. */
  const isPasting = ref(false)

  const instance = useLocalInstance(editor, side, test)
  const form = computed(() => editor.form[side])
  const kind = computed(() => kindOf(form.value))
  const isInForm = (field: FieldName): boolean => fieldsOf[kind.value].includes(field)

  function editField(field: FieldName): void {
    editor.forms.open(side)
    focusOn(`${side}.${field}`)
  }

  function setField(field: Exclude<FieldName, 'secretKey' | 'sessionToken'>, value: string): void {
    editor.actions.edit(side, { [field]: value })
    editor.actions.touch(side, field)
    void test()
  }

  function buttonFor(action: RemedyAction, { failure, report }: Failed): RemedyButton | undefined {
    if (typeof action === 'object') {
      if ('edit' in action) {
        const field = action.edit
        if (!isInForm(field)) return undefined
        return { label: `Edit ${fieldLabels[field]}`, run: () => editField(field) }
      }
      const { set: field, to } = action
      if (field === 'secretKey' || field === 'sessionToken' || form.value[field].trim() === to)
        return undefined
      return { label: `Use ${to} for ${fieldLabels[field]}`, run: () => setField(field, to) }
    }
    switch (action) {
      case 'pasteKeys':
        return kind.value === 'userCredentials'
          ? { label: 'Paste new keys…', run: () => (isPasting.value = true) }
          : undefined
      case 'forgetToken':
        return {
          label: 'Remove the session token',
          run: () => {
            typed.change(editor.id, side, 'sessionToken', {
              kind: editor.view.states[side].sessionToken.kind === 'none' ? 'keep' : 'forget',
            })
            return test()
          },
        }
      case 'useKeys':
        return kind.value === 'environment'
          ? {
              label: 'Use access keys',
              run: () => {
                editor.actions.edit(side, { way: 'userCredentials' })
                editField('accessKey')
              },
            }
          : undefined
      case 'askKeychain':
        return {
          label: 'Retry',
          run: async () => {
            await machine.checkKeychain()
            return test()
          },
        }
      case 'openSettings':
        return { label: 'Open Settings…', run: () => settings.open() }
      case 'startInstance': {
        return instance.port.value === undefined
          ? undefined
          : { label: 'Start a local instance…', run: instance.start }
      }
      case 'copyPolicy': {
        const text = statementText(failure)
        return text === undefined
          ? undefined
          : {
              label: 'Copy the missing policy',
              run: () => clipboard.copy(text, 'Copied the policy statement.'),
            }
      }
      case 'copyMessage':
        return {
          label: 'Copy a message for its owner',
          run: () =>
            clipboard.copy(
              ownerMessage({
                workspace: titleOf(editor.form),
                side,
                region: form.value.useLocal ? '' : form.value.region.trim(),
                failure,
                place: report.place,
              }),
              'Copied a message for the administrator.',
            ),
        }
      case 'testAgain':
        return { label: 'Test again', run: test }
    }
  }

  /** Loopback has two addresses, and a server may listen on one of them alone. */
  function loopbackButton({ code }: Failure): RemedyButton | undefined {
    const isName = form.value.useLocal && /^(localhost|\[?::1\]?)$/i.test(form.value.server.trim())
    if (!isName || !['hostUnknown', 'dnsUnavailable'].includes(code)) return undefined
    return { label: 'Use 127.0.0.1', run: () => setField('server', '127.0.0.1') }
  }

  type Failed = { failure: Failure; report: TestReport }

  return {
    isPasting,
    /** The buttons for a failure, the likeliest first. */
    buttonsFor(failed: Failed): RemedyButton[] {
      const own = actionsFor(failed.failure.code).map((action) => buttonFor(action, failed))
      return [loopbackButton(failed.failure), ...own].filter((button) => button !== undefined)
    },
    editField,
    /** The role ARN that was probably meant, for a role ARN that is not one. */
    meantArn: computed(() => {
      if (kind.value !== 'assumeRole') return undefined
      const reading = readRoleArn(form.value.roleArn)
      return reading.ok ? undefined : /Perhaps (arn:\S+)$/.exec(reading.sentence)?.[1]
    }),
    useArn: (arn: string): void => editor.actions.edit(side, { roleArn: arn }),
  }
}
