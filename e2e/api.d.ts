import type { Api } from '../domain/contract'

declare global {
  interface Window {
    readonly api: Api
  }
}
