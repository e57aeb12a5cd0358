import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readGuide } from '../domain/app/guide'

it.each(['causes.md', 'command-line.md'])('reads all of %s: no mark of the notation is left', (name) => {
  const sections = readGuide(readFileSync(join(import.meta.dirname, '../docs', name), 'utf8'))
  expect(sections[0]?.level).toBe(1)
  const blocks = sections.flatMap((section) => section.blocks)
  const spans = blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return block.spans
    if (block.kind === 'list') return block.items.flat()
    return block.kind === 'table' ? block.rows.flat(2) : []
  })
  expect(spans.length).toBeGreaterThan(50)
  const plain = spans.filter(({ kind }) => kind === 'text').map((span) => span.text)
  expect(plain.filter((words) => /\*\*|`|\]\(|^#|^\|/.test(words))).toEqual([])
})
