import type { Credentials } from '../sdk/clients'

/** Credentials, where they came from in words, and when they end, where that is known. */
export type Found = { credentials: Credentials; origin: string; expiresAt?: string }
