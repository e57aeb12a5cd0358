import * as v from 'valibot'

export const themes = ['system', 'light', 'dark'] as const

/** Which colours the window has; the system's choice unless another is made. */
export type Theme = (typeof themes)[number]

const deadlineSeconds = v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(300))

/** What a person may set for the whole application. What an older file does not have has its default. */
export const settingsSchema = v.object({
  /** How long a whole test may take. */
  deadlineSeconds,
  /** A file of certificates that are trusted in addition to the system's; checks are never switched off. */
  certificateFile: v.optional(v.string()),
  /** Whether a passed test of a source is followed by the readiness check. */
  readinessAfterTest: v.optional(v.boolean(), false),
  theme: v.optional(v.picklist(themes), 'system'),
  /** Whether deleting a workspace asks first; it can be undone in any case. */
  askBeforeDeleting: v.optional(v.boolean(), false),
})
export type Settings = v.InferOutput<typeof settingsSchema>

/** What the window may change; a file is chosen in a dialog of the system alone. */
export const settingsChangeSchema = v.object({
  deadlineSeconds: v.exactOptional(deadlineSeconds),
  theme: v.exactOptional(v.picklist(themes)),
  askBeforeDeleting: v.exactOptional(v.boolean()),
  readinessAfterTest: v.exactOptional(v.boolean()),
})
export type SettingsChange = v.InferOutput<typeof settingsChangeSchema>

/** The settings of a new installation. */
export const defaultSettings: Settings = {
  deadlineSeconds: 15,
  readinessAfterTest: false,
  theme: 'system',
  askBeforeDeleting: false,
}

/** Reads a typed deadline, undefined when it is not a whole number of seconds within the bounds. */
export function readDeadline(typed: string): number | undefined {
  const parsed = v.safeParse(deadlineSeconds, /^\s*\d+\s*$/.test(typed) ? Number(typed) : NaN)
  return parsed.success ? parsed.output : undefined
}
