import { readRoleArn } from '../arn'
import { isRegionCode } from '../regions'
import { holdsSecretShape } from '../../secret/secretShape'

/** The kinds of values found in a pasted text. */
export type PastedField =
  | 'accessKey'
  | 'secretKey'
  | 'sessionToken'
  | 'region'
  | 'expiresAt'
  | 'roleArn'
  | 'sessionName'
  | 'durationSeconds'
  | 'accountId'
  | 'roleName'

/** Values by kind; each has the shape that its field requires. */
export type PastedValues = Partial<Record<PastedField, string>>

/**
 * Reads a raw value for a field: removes quotes and line breaks; undefined if the shape is wrong, as of a placeholder.
 * Values that are not secret must have a shape that no AWS secret has.
 */
export const valueReaders: Record<PastedField, (raw: string) => string | undefined> = {
  accessKey: (raw) => matching(/^A[A-Z]{3}[A-Z0-9]{16,17}$/, unbroken(raw)),
  secretKey: (raw) => matching(/^[A-Za-z0-9+/=]{16,128}$/, unbroken(raw)),
  sessionToken: (raw) => matching(/^[A-Za-z0-9+/=]{50,20000}$/, unbroken(raw)),
  region: (raw) =>
    [
      raw
        .trim()
        .toLowerCase()
        .replace(/[.,!?:]+$/, ''),
    ].find((code) => isRegionCode(code) && !holdsSecretShape(code)),
  expiresAt: readMoment,
  roleArn: (raw) => (readRoleArn(raw).ok ? raw.trim() : undefined),
  sessionName: (raw) =>
    [raw.trim()].find((name) => /^[\w+=,.@-]{2,64}$/.test(name) && !holdsSecretShape(name)),
  durationSeconds: (raw) => matching(/^\d{3,5}$/, raw.trim()),
  accountId: (raw) => matching(/^\d{12}$/, raw.trim().replace(/^(\d{4})-(\d{4})-(\d{4})$/, '$1$2$3')),
  roleName: (raw) => [raw.trim()].find((name) => /^[\w+=,.@/-]{1,64}$/.test(name) && !holdsSecretShape(name)),
}

function matching(shape: RegExp, text: string): string | undefined {
  return shape.test(text) ? text : undefined
}

// Text copied from a terminal has line breaks anywhere, and zsh marks a missing line end with a percent sign.
function unbroken(raw: string): string {
  return raw.replace(/\s+|%$/g, '')
}

/** Reads a time in ISO 8601, or in seconds or milliseconds since 1970, as an ISO string; UTC if it has no zone. */
function readMoment(raw: string): string | undefined {
  const text = raw.trim()
  const [epoch] = /^\d{10}(\d{3})?(?![\d-])/.exec(text) ?? []
  if (epoch !== undefined) return new Date(Number(epoch.padEnd(13, '0'))).toISOString()
  const [, day, time, zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|UTC|[+-]\d\d:?\d\d)?/i.exec(text) ?? []
  const offset = /^[+-]/.test(zone) ? zone.replace(/(\d\d):?(\d\d)$/, '$1:$2') : 'Z'
  const moment = Date.parse(`${day}T${time}${offset}`)
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString()
}
