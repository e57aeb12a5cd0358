import * as v from 'valibot'
import { boundedList } from '../bounded'
import { blankConnection, connectionFormSchema } from '../connection/connection'
import { findProblems } from '../connection/connectionRules'
import type { FormContext } from '../connection/connectionRules'
import { counted } from '../counted'
import { sides } from '../side'
import type { BothSides } from '../side'

/** The label of each connection type. More types can be added. */
export const connectionTypes = { dynamodb: 'DynamoDB' } as const
export type ConnectionType = keyof typeof connectionTypes

/** A workspace as drafts and files hold it: what was typed, valid or not, within generous limits. */
export const workspaceSchema = v.object({
  name: v.pipe(v.string(), v.maxLength(10_000)),
  description: v.pipe(v.string(), v.maxLength(10_000)),
  tags: boundedList(v.pipe(v.string(), v.maxLength(1_000)), 1_000),
  connectionType: v.picklist(Object.keys(connectionTypes) as ConnectionType[]),
  source: connectionFormSchema,
  destination: connectionFormSchema,
  /** Whether this is the sample workspace; the application starts its two instances. */
  sample: v.optional(v.boolean()),
})
export type Workspace = v.InferOutput<typeof workspaceSchema>

/** A new, empty workspace. */
export function blankWorkspace(): Workspace {
  return {
    name: '',
    description: '',
    tags: [],
    connectionType: 'dynamodb',
    source: blankConnection(),
    destination: blankConnection(),
  }
}

/** The state of a workspace that its form shows: unsaved edits if there are any, else what is saved. */
export function currentOf({ draft, saved }: { draft: Workspace | null; saved: Workspace | null }): Workspace {
  const current = draft ?? saved
  if (!current) throw new Error('A workspace is saved, or a draft, or both')
  return current
}

/** A problem in the header. Only a problem with the name prevents saving. */
export type HeaderProblem = { field: 'name' | 'description'; sentence: string; blocksSave: boolean }

/** The problems of name and description. */
export function headerProblems({ name, description }: Workspace): HeaderProblem[] {
  const problems: HeaderProblem[] = []
  const length = charactersOf(name.trim()).length
  if (length === 0) problems.push({ field: 'name', sentence: 'Enter a name to save.', blocksSave: true })
  if (length > 100) {
    problems.push({
      field: 'name',
      sentence: `At most 100 characters; this has ${length}.`,
      blocksSave: true,
    })
  }
  const described = charactersOf(description).length
  if (described > 200) {
    const sentence = `At most 200 characters; this has ${described}.`
    problems.push({ field: 'description', sentence, blocksSave: false })
  }
  return problems
}

/** Splits a text into characters; an emoji is one, although a string counts it as two. */
function charactersOf(text: string): string[] {
  return [...text]
}

/** Reads tags typed or pasted with commas: trims them, drops empty ones, and keeps the first spelling of each. */
export function readTags(text: string): string[] {
  const seen = new Set<string>()
  return text
    .split(/[,\n]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '' && !seen.has(tag.toLowerCase()) && seen.add(tag.toLowerCase()))
}

/**
 * Suggests a name for a duplicate: `Name (2)` or the next free number, within 100 characters. Replaces only a number
 * short enough for a copy: `Orders (2026)` becomes `Orders (2026) (2)`.
 */
export function duplicateName(name: string, taken: readonly string[]): string {
  return nameDuplicates(taken)(name)
}

/** Names any number of duplicates, one after the other, each as `duplicateName` would. */
export function nameDuplicates(taken: readonly string[]): (name: string) => string {
  const names = new Set(taken.map((one) => one.trim()))
  const lastNumbers = new Map<string, number>()
  return (name) => {
    const base = name.trim().replace(/ \(\d{1,3}\)$/, '') || 'Untitled workspace'
    const characters = charactersOf(base)
    for (let number = (lastNumbers.get(base) ?? 1) + 1; ; number++) {
      const ending = ` (${number})`
      const start = characters.slice(0, 100 - ending.length).join('')
      const candidate = start.trimEnd() + ending
      if (names.has(candidate)) continue
      names.add(candidate)
      lastNumbers.set(base, number)
      return candidate
    }
  }
}

/** The name of a workspace in the list and in titles. */
export function titleOf({ name }: Workspace): string {
  return name.trim() || 'Untitled workspace'
}

/** Why a workspace cannot be tested, such as `3 fields to fill in`; undefined if it can. */
export function waitsFor(workspace: Workspace, context: BothSides<FormContext>): string | undefined {
  const problems = sides.flatMap((side) => findProblems(workspace[side], context[side]))
  const inHeader = headerProblems(workspace).filter(({ blocksSave }) => !blocksSave)
  const count = problems.length + inHeader.length
  if (count === 0) return undefined
  const isIncomplete = problems.some(({ kind }) => kind === 'missing')
  return `${counted(count, 'field')} to ${isIncomplete ? 'fill in' : 'correct'}`
}
