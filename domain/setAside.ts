/** A file that could not be read, under the name that it was set aside as, and why. */
export type SetAside = { file: string; reason: string }
