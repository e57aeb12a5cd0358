/** An unreadable file: the name it was renamed to, and the reason. */
export type SetAside = { file: string; reason: string }
