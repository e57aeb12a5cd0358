/** What the application says of itself: its version, the runtime it comes with, and the system it runs on. */
export type AboutView = { version: string; electron: string; chromium: string; node: string; system: string }

/** The lines of About, each with its name. */
export function aboutLines(view: AboutView): { name: string; value: string }[] {
  return [
    { name: 'Product', value: 'DynamoDB Workspaces' },
    { name: 'Version', value: view.version },
    { name: 'Electron', value: view.electron },
    { name: 'Chromium', value: view.chromium },
    { name: 'Node.js', value: view.node },
    { name: 'System', value: view.system },
    { name: 'Licence', value: 'MIT' },
  ]
}

/** Lines with their names as one text, to copy. */
export function linesAsText(lines: readonly { name: string; value: string }[]): string {
  return lines.map(({ name, value }) => `${name}: ${value}`).join('\n')
}
