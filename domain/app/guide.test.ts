import { expect, it } from 'vitest'
import { readGuide, sectionsWith } from './guide'

const guide = readGuide(`# Why

<!-- made by a script -->

One line
and its rest.

## Network

### nothingListens

**Nothing listens at {host}.**

- Start \`dynamodb\` there.
- Detected by: [ECONNREFUSED](x.md).

## Codes

| Code | |
| --- | --- |
| 0 | passed |

\`\`\`json
{

  "a": 1
}
\`\`\`
`)
const text = (words: string) => ({ kind: 'text', text: words })

it('reads headings, paragraphs, lists, tables and code, and leaves comments out', () => {
  expect(guide.map(({ level, title, blocks }) => ({ level, title, blocks }))).toEqual([
    { level: 1, title: 'Why', blocks: [{ kind: 'paragraph', spans: [text('One line and its rest.')] }] },
    { level: 2, title: 'Network', blocks: [] },
    {
      level: 3,
      title: 'nothingListens',
      blocks: [
        { kind: 'paragraph', spans: [{ kind: 'strong', text: 'Nothing listens at {host}.' }] },
        {
          kind: 'list',
          items: [
            [text('Start '), { kind: 'code', text: 'dynamodb' }, text(' there.')],
            [text('Detected by: ECONNREFUSED.')],
          ],
        },
      ],
    },
    {
      level: 2,
      title: 'Codes',
      blocks: [
        {
          kind: 'table',
          rows: [
            [[text('Code')], []],
            [[text('0')], [text('passed')]],
          ],
        },
        { kind: 'code', text: '{\n\n  "a": 1\n}' },
      ],
    },
  ])
})

it('finds sections by their words, each below its headings', () => {
  const found = (typed: string) => sectionsWith(guide, typed).map(({ title }) => title)
  expect(found('')).toEqual(['Why', 'Network', 'nothingListens', 'Codes'])
  expect(found('LISTENS start')).toEqual(['Why', 'Network', 'nothingListens'])
  expect(found('nowhere')).toEqual([])
})
