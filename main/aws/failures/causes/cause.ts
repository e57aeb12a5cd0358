/**
 * One cause of a failed test: its sentence and its remedy, with `{names}` to fill in, other remedies for certain kinds
 * of connection or credentials, and how the cause is detected.
 */
export type Cause = {
  sentence: string
  remedy: string
  remedies?: Partial<Record<RemedyVariant, string>>
  detectedBy: string
}

/**
 * What a remedy may depend on: a local connection, a host name that only Docker or LocalStack may know, an unlisted
 * region, a token that was entered or issued, keys from environment variables.
 */
export type RemedyVariant =
  'local' | 'service' | 'localStack' | 'unlisted' | 'entered' | 'given' | 'environment'
