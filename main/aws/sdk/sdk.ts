import { devNull } from 'node:os'

/**
 * Takes the user's files out of the SDK's reach for the whole process, although the clients are configured to read
 * none. Also silences the SDK's warning about the runtime, which is Electron's to choose.
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
