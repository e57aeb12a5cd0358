import type { Failure } from '../../../domain/failure'
import { answerCauses } from './causes/answers'
import type { Cause, RemedyVariant } from './causes/cause'
import { tlsCauses } from './causes/certificates'
import { sourceCauses } from './causes/environment'
import { keyCauses } from './causes/keys'
import { networkCauses } from './causes/network'
import { permissionCauses } from './causes/permissions'
import { proxyCauses } from './causes/proxy'

/** Every cause of a failed test, by subject, in the order of a test's stages. */
export const causesBySubject = {
  'Where credentials come from, and the pair': sourceCauses,
  'The way to the host': networkCauses,
  Proxies: proxyCauses,
  TLS: tlsCauses,
  'What answers': answerCauses,
  Credentials: keyCauses,
  'Permissions, roles and the services': permissionCauses,
}

const causes = {
  ...sourceCauses,
  ...networkCauses,
  ...proxyCauses,
  ...tlsCauses,
  ...answerCauses,
  ...keyCauses,
  ...permissionCauses,
}
export type CauseCode = keyof typeof causes

/** The words of a failure, without its evidence. */
export type Words = Pick<Failure, 'code' | 'message' | 'remedy'>

type Values = Record<string, string | number | undefined>

/** Fills the `{names}` in the sentence and the remedy of a cause; `variant` selects one of several remedies. */
export function describeCause(code: CauseCode, values: Values = {}, variant?: RemedyVariant | false): Words {
  const cause: Cause = causes[code]
  const remedy = (variant && cause.remedies?.[variant]) || cause.remedy
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''))
  return { code, message: fill(cause.sentence), remedy: fill(remedy) }
}
