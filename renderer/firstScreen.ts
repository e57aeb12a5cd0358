import type { FirstScreen } from '../domain/firstScreen'

/** Takes the first screen out of the page; null if the page has none, as on the dev server. */
export function takeFirstScreen(): FirstScreen | null {
  const element = document.getElementById('first-screen')
  const text = element?.textContent ?? 'null'
  element?.remove()
  return JSON.parse(text) as FirstScreen | null
}
