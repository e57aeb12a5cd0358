import { shortAccessKey } from '../accessKey'
import { shortened } from '../../bounded'
import { firstFew } from '../../counted'
import type { Pasted } from './paste'

/**
 * Describes what a pasted text contained, without secrets: "Access key AKIA…WXYZ, secret key, session token, region
 * eu-west-1; expires in 55 min." `now` is in milliseconds since 1970.
 */
export function describePasted({ fields, secrets, expiresAt, ...rest }: Pasted, now: number): string {
  const { accessKey, region, roleArn, sessionName, durationSeconds, server, port } = fields
  const { localAccessKey, localRegion } = fields
  const found = [
    accessKey && `access key ${shortAccessKey(accessKey)}`,
    secrets.secretKey && 'secret key',
    secrets.sessionToken && 'session token',
    roleArn && `role ${roleArn}`,
    sessionName && `session name ${sessionName}`,
    durationSeconds && `duration ${durationSeconds} s`,
    region && `region ${region}`,
    server && `server ${server}`,
    port && `port ${port}`,
    localAccessKey && `local access key ${localAccessKey}`,
    localRegion && `region ${localRegion}`,
  ].filter(Boolean)
  const list = found.join(', ')
  const expiry = expiresAt === undefined ? '' : `; ${expiryWords(Date.parse(expiresAt) - now)}`
  const sentences = [
    `${list.charAt(0).toUpperCase()}${list.slice(1)}${expiry}.`,
    rest.profile !== undefined && `Profile ${rest.profile}.`,
    rest.others > 0 &&
      `The text contains ${rest.others + 1} sets of values${namesOf(rest.names)}; the first complete set was used.`,
    rest.remark,
    rest.cannot,
  ]
  return sentences.filter(Boolean).join(' ')
}

function namesOf(names: readonly string[] = []): string {
  return names.length === 0
    ? ''
    : ` (${firstFew(
        names.map((name) => shortened(name, 40)),
        5,
      )})`
}

function expiryWords(leftMs: number): string {
  const minutes = Math.abs(leftMs) / 60_000
  const span =
    minutes < 1
      ? 'less than a minute'
      : minutes < 120
        ? `${Math.floor(minutes)} min`
        : minutes < 48 * 60
          ? `${Math.floor(minutes / 60)} h`
          : `${Math.floor(minutes / 1_440)} days`
  return leftMs > 0 ? `expires in ${span}` : `expired ${span} ago`
}
