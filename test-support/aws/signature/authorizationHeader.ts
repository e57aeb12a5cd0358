/** What a request says about its Signature Version 4, all of it still to be proven. */
export interface Authorization {
  readonly algorithm: string
  /** When it was signed, from the X-Amz-Date header. */
  readonly timestamp: string
  readonly keyId: string
  readonly date: string
  readonly region: string
  readonly service: string
  readonly terminator: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
}

/** Takes an Authorization header apart, or gives AWS's own words for why it and the date are not enough. */
export function parseAuthorization(header: string, timestamp: string | undefined): Authorization | string {
  const [algorithm = '', ...fields] = header.split(/[, ]+/).filter((piece) => piece !== '')
  const values = new Map<string, string>()
  for (const field of fields) {
    const equals = field.indexOf('=')
    if (equals < 0) {
      const fault = 'not a valid key=value pair (missing equal-sign) in Authorization header'
      return `'${field}' ${fault}: '${header}'.`
    }
    values.set(field.slice(0, equals), field.slice(equals + 1))
  }

  const missing = ['Credential', 'Signature', 'SignedHeaders']
    .filter((name) => !values.get(name))
    .map((name) => `Authorization header requires '${name}' parameter. `)
  if (timestamp === undefined) {
    missing.push(`Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. `)
  }
  if (timestamp === undefined || missing.length > 0) return `${missing.join('')}Authorization=${header}`

  const credential = values.get('Credential') ?? ''
  const parts = credential.split('/')
  const [keyId, date, region, service, terminator] = parts
  if (
    parts.length !== 5 ||
    keyId === undefined ||
    date === undefined ||
    region === undefined ||
    service === undefined ||
    terminator === undefined
  ) {
    const wanted = 'Credential must have exactly 5 slash-delimited elements'
    return `${wanted}, e.g. keyid/date/region/service/term, got '${credential}'`
  }
  return {
    algorithm,
    timestamp,
    keyId,
    date,
    region,
    service,
    terminator,
    signedHeaders: (values.get('SignedHeaders') ?? '').toLowerCase().split(';'),
    signature: values.get('Signature') ?? '',
  }
}
