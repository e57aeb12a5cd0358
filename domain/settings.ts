import * as v from 'valibot'

/** What a person may set for the whole application. */
export const settingsSchema = v.object({
  /** How long a whole test may take. */
  deadlineSeconds: v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(300)),
  /** A file of certificates that are trusted in addition to the system's; checks are never switched off. */
  certificateFile: v.optional(v.string()),
  /** Whether a passed test of a source is followed by the readiness check. */
  readinessAfterTest: v.optional(v.boolean()),
})
export type Settings = v.InferOutput<typeof settingsSchema>

/** The settings of a new installation. */
export const defaultSettings: Settings = { deadlineSeconds: 15 }

/** Reads a typed deadline, undefined when it is not a whole number of seconds within the bounds. */
export function readDeadline(typed: string): number | undefined {
  const parsed = v.safeParse(
    settingsSchema.entries.deadlineSeconds,
    /^\s*\d+\s*$/.test(typed) ? Number(typed) : NaN,
  )
  return parsed.success ? parsed.output : undefined
}
