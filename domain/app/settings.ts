import * as v from 'valibot'

export const themes = ['system', 'light', 'dark'] as const

/** The window's colour theme; by default the system's. */
export type Theme = (typeof themes)[number]

const deadlineSeconds = v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(300))

/** How wide the list of workspaces can be, in CSS pixels. */
export const listWidths = { min: 208, max: 440 } as const
const listWidth = v.pipe(v.number(), v.integer(), v.minValue(listWidths.min), v.maxValue(listWidths.max))

/** Settings of the whole application. Settings missing from an older file have their defaults. */
export const settingsSchema = v.object({
  /** The most seconds that a whole test may take. */
  deadlineSeconds,
  /** A file of certificates to trust in addition to the system's. Verification is never switched off. */
  certificateFile: v.optional(v.string()),
  /** Whether a passed test of a source is followed by the readiness check. */
  readinessAfterTest: v.optional(v.boolean(), false),
  theme: v.optional(v.picklist(themes), 'system'),
  /** Whether deleting a workspace asks first. It can always be undone. */
  askBeforeDeleting: v.optional(v.boolean(), false),
  /** Whether the forms of complete sides are open, too. */
  alwaysShowForms: v.optional(v.boolean(), false),
  listWidth: v.optional(listWidth, 272),
})
export type Settings = v.InferOutput<typeof settingsSchema>

/** What the window may change. A file can only be chosen in a system dialog. */
export const settingsChangeSchema = v.object({
  deadlineSeconds: v.exactOptional(deadlineSeconds),
  theme: v.exactOptional(v.picklist(themes)),
  askBeforeDeleting: v.exactOptional(v.boolean()),
  readinessAfterTest: v.exactOptional(v.boolean()),
  alwaysShowForms: v.exactOptional(v.boolean()),
  listWidth: v.exactOptional(listWidth),
})
export type SettingsChange = v.InferOutput<typeof settingsChangeSchema>

/** What the chosen file of certificates holds: how many there are, and when the first of them ends. */
export type CertificatesView = { name: string; count: number; goodUntil: string }

/** The settings of a new installation. */
export const defaultSettings: Settings = {
  deadlineSeconds: 15,
  readinessAfterTest: false,
  theme: 'system',
  askBeforeDeleting: false,
  alwaysShowForms: false,
  listWidth: 272,
}

/** Reads a typed deadline, undefined when it is not a whole number of seconds within the bounds. */
export function readDeadline(typed: string): number | undefined {
  const parsed = v.safeParse(deadlineSeconds, /^\s*\d+\s*$/.test(typed) ? Number(typed) : NaN)
  return parsed.success ? parsed.output : undefined
}
