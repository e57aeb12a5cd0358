/**
 * One cause that a test can fail for: the sentence that says it and the one thing to do, with `{names}` that are filled
 * in, another remedy where it depends on the kind of connection or credentials, and how the cause is detected.
 */
export type Cause = {
  sentence: string
  remedy: string
  remedies?: Partial<Record<RemedyVariant, string>>
  detectedBy: string
}

/**
 * What a remedy may depend on: a local connection, a local server of a name that only Docker or LocalStack may know, an
 * unlisted region, a token that was entered or given out, keys that variables of the environment hold.
 */
export type RemedyVariant =
  'local' | 'service' | 'localStack' | 'unlisted' | 'entered' | 'given' | 'environment'
