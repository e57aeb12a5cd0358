import type { FieldName } from '../../domain/connection'
import type { Side } from '../../domain/side'

/** What each field of a connection is called. */
export const fieldLabels: Record<FieldName, string> = {
  server: 'Server',
  port: 'Port',
  roleArn: 'Role ARN',
  sessionName: 'Session Name',
  durationSeconds: 'Duration (in seconds)',
  accessKey: 'AWS Access Key',
  secretKey: 'AWS Secret Key',
  sessionToken: 'AWS Session Token',
  region: 'AWS Region',
}

/** Puts the focus into a field of the open workspace. */
export function focusField(side: Side, field: FieldName): void {
  document.querySelector<HTMLElement>(`[data-field="${side}.${field}"] :is(input, button)`)?.focus()
}
