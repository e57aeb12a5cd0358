import { devNull } from 'node:os'

/**
 * Keeps the SDK from reading the user's files in the whole process, in addition to the clients' configuration. Also
 * silences the SDK's warning about the runtime version, which Electron determines.
 */
function shield(): void {
  process.env['AWS_CONFIG_FILE'] = devNull
  process.env['AWS_SHARED_CREDENTIALS_FILE'] = devNull
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'
}

/** The DynamoDB client of the SDK, loaded on first use. */
export async function loadDynamodb() {
  shield()
  return import('@aws-sdk/client-dynamodb')
}

/** The STS client of the SDK, loaded on first use. */
export async function loadSts() {
  shield()
  return import('@aws-sdk/client-sts')
}
