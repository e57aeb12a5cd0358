/**
 * One cause that a test can fail for: the sentence that says it and the one thing to do, with `{names}` that are filled
 * in, another remedy where it depends on the kind of connection or credentials, and how the cause is told.
 */
export type Cause = {
  sentence: string
  remedy: string
  remedies?: Partial<Record<RemedyVariant, string>>
  told: string
}

/** What a remedy may depend on: a local connection, an unlisted region, a token that was entered or given out. */
export type RemedyVariant = 'local' | 'unlisted' | 'entered' | 'given'
