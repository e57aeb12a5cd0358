import type { Api } from '../domain/contract'

/** The main process, as the preload exposes it. The only place that says `window.api`. */
export const api: Api = window.api
