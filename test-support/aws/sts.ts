import { assumeRole } from './assumeRole'
import type { Call } from './signature/authentication'
import { element, stsError, stsResult, type Reply } from './replies'

/** Answers a verified STS call, given its parameters. */
export function answerSts(form: URLSearchParams, call: Call): Reply {
  const action = form.get('Action') ?? ''
  switch (action) {
    case 'AssumeRole':
      return assumeRole(form, call)
    case 'GetCallerIdentity':
      return getCallerIdentity(call)
    default: {
      const version = form.get('Version') ?? ''
      return stsError(400, 'InvalidAction', `Could not find operation ${action} for version ${version}`)
    }
  }
}

function getCallerIdentity({ caller }: Call): Reply {
  const identity =
    element('Arn', caller.arn) + element('UserId', caller.uniqueId) + element('Account', caller.account.id)
  return stsResult('GetCallerIdentity', identity)
}
