import { h, shallowRef } from 'vue'
import type { Component, FunctionalComponent } from 'vue'
import { once } from '../domain/once'

const loaders: (() => Promise<void>)[] = []

/**
 * A component that the first frame does not need; it is a file of its own, which `loadLater` loads. Once loaded it is
 * rendered at once, so that the focus can go into it. Rendered earlier, it is loaded then and appears as soon as it is.
 */
function later(load: () => Promise<{ default: Component }>): FunctionalComponent {
  const loaded = shallowRef<Component>()
  const start = once(async () => {
    loaded.value = (await load()).default
  })
  loaders.push(start)
  return (_props, { attrs, slots }) => {
    if (loaded.value) return h(loaded.value, attrs, slots)
    void start()
    return null
  }
}

export const WorkspaceEditor = later(() => import('./components/workspace/WorkspaceEditor.vue'))
export const WelcomePage = later(() => import('./components/list/WelcomePage.vue'))
export const HistoryTab = later(() => import('./components/history/HistoryTab.vue'))
export const FilterPanel = later(() => import('./components/list/FilterPanel.vue'))
export const RowMenu = later(() => import('./components/list/RowMenu.vue'))
export const SelectionBar = later(() => import('./components/list/SelectionBar.vue'))
export const ShownMessage = later(() => import('./components/messages/ShownMessage.vue'))
export const QuestionDialog = later(() => import('./components/question/QuestionDialog.vue'))
export const RefusedSave = later(() => import('./components/workspace/RefusedSave.vue'))
export const CommandPalette = later(() => import('./components/commands/CommandPalette.vue'))
export const AccountBookSheet = later(() => import('./components/accounts/AccountBookSheet.vue'))
export const ExportSheet = later(() => import('./components/exchange/ExportSheet.vue'))
export const ImportPage = later(() => import('./components/exchange/ImportPage.vue'))
export const SettingsPage = later(() => import('./components/settings/SettingsPage.vue'))
export const ShortcutSheet = later(() => import('./components/commands/ShortcutSheet.vue'))
export const AboutSheet = later(() => import('./components/help/AboutSheet.vue'))
export const GuidePage = later(() => import('./components/help/GuidePage.vue'))
export const TestBoard = later(() => import('./components/board/TestBoard.vue'))

/** Loads these components one by one while the window has nothing else to do, so that each shows at once. */
export function loadLater(): void {
  const load = loaders.shift()
  if (load) requestIdleCallback(() => void load().then(loadLater))
}
