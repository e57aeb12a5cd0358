// @ts-check

/**
 * The value below which a share of all values lies, by the nearest rank; NaN of none.
 * @param {readonly number[]} values
 * @param {number} share from 0 to 1
 */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN
}

/**
 * The value in the middle; the mean of the two there if their number is even.
 * @param {readonly number[]} values
 * @returns {number}
 */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN
  return (lower + upper) / 2
}

/**
 * One row of the table. `met` is undefined where a figure has no target here, or could not be measured.
 * @typedef {{ what: string, measured: string, against: string, wanted: string, ratio: string, met: boolean | undefined }} Row
 */

/**
 * A row that divides the medians of two series, measured in turns.
 * @param {string} what
 * @param {{ values: readonly number[], against: readonly number[], unit: string, atMost: number }} figures
 * @returns {Row}
 */
export function ratioRow(what, { values, against, unit, atMost }) {
  const ratio = median(values) / median(against)
  return {
    what,
    measured: inWords(values, unit),
    against: inWords(against, unit),
    wanted: `≤ ${atMost.toFixed(2)} ×`,
    ratio: `${ratio.toFixed(2)} ×`,
    met: Number.isNaN(ratio) ? undefined : ratio <= atMost,
  }
}

/**
 * A row that subtracts the medians of two series.
 * @param {string} what
 * @param {{ values: readonly number[], against: readonly number[], unit: string, atMost: number }} figures
 * @returns {Row}
 */
export function differenceRow(what, { values, against, unit, atMost }) {
  const more = median(values) - median(against)
  return {
    what,
    measured: inWords(values, unit),
    against: inWords(against, unit),
    wanted: `≤ + ${atMost} ${unit}`,
    ratio: `${more < 0 ? '−' : '+'} ${Math.abs(more).toFixed(1)} ${unit}`,
    met: more <= atMost,
  }
}

/**
 * A row with one value and a bound.
 * @param {string} what
 * @param {{ value: number, unit: string, atMost: number }} figure
 * @returns {Row}
 */
export function boundRow(what, { value, unit, atMost }) {
  const measured = `${value.toFixed(1)} ${unit}`
  return { what, measured, against: '', wanted: `≤ ${atMost} ${unit}`, ratio: '', met: value <= atMost }
}

/**
 * The median, and the range in brackets.
 * @param {readonly number[]} values
 * @param {string} unit
 */
function inWords(values, unit) {
  if (values.length === 0) return 'not measured'
  const digits = median(values) < 20 ? 1 : 0
  const [least, most] = [Math.min(...values), Math.max(...values)].map((value) => value.toFixed(digits))
  return `${median(values).toFixed(digits)} ${unit} (${least}–${most})`
}

/**
 * The rows as a table in Markdown, aligned so that a terminal shows it as well.
 * @param {readonly Row[]} rows
 */
export function tableOf(rows) {
  const head = ['What', 'Measured', 'Against', 'Difference', 'Wanted', '']
  const cells = rows.map(({ what, measured, against, ratio, wanted, met }) => [
    what,
    measured,
    against,
    ratio,
    wanted,
    met === undefined ? '' : met ? 'met' : '**missed**',
  ])
  const widths = head.map((title, at) =>
    Math.max(3, title.length, ...cells.map((row) => row[at]?.length ?? 0)),
  )
  /** @param {readonly string[]} row */
  const line = (row) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n')
}

/**
 * A plot of how figures grow with the number of workspaces, on a logarithmic axis from 10 to 100,000.
 * @param {string} title
 * @param {string} unit
 * @param {{ name: string, points: readonly (readonly [number, number])[] }[]} lines
 */
export function plotOf(title, unit, lines) {
  const [width, height, left, bottom] = [560, 260, 56, 220]
  const most = Math.max(...lines.flatMap(({ points }) => points.map(([, value]) => value))) * 1.1
  /** @param {number} size */
  const x = (size) => left + ((Math.log10(size) - 1) / 4) * (width - left - 120)
  /** @param {number} value */
  const y = (value) => bottom - (value / most) * (bottom - 40)
  const colours = ['#2563eb', '#6b7280', '#b45309', '#15803d']
  const text = 'font-family="sans-serif" font-size="12"'
  const drawn = lines.flatMap(({ name, points }, at) => {
    const colour = colours[at % colours.length]
    const last = points.at(-1)
    return [
      `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${points.map(([size, value]) => `${x(size).toFixed(1)},${y(value).toFixed(1)}`).join(' ')}"/>`,
      ...points.map(
        ([size, value]) =>
          `<circle cx="${x(size).toFixed(1)}" cy="${y(value).toFixed(1)}" r="3" fill="${colour}"/>` +
          `<text x="${x(size).toFixed(1)}" y="${(y(value) - 7).toFixed(1)}" ${text} text-anchor="middle" fill="${colour}">${value.toFixed(0)}</text>`,
      ),
      last
        ? `<text x="${(x(last[0]) + 10).toFixed(1)}" y="${(y(last[1]) + 4).toFixed(1)}" ${text} fill="${colour}">${name}</text>`
        : '',
    ]
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="${left}" y="20" ${text} font-weight="bold" fill="#111827">${title} (${unit})</text>`,
    `<line x1="${left}" y1="${bottom}" x2="${width - 110}" y2="${bottom}" stroke="#9ca3af"/>`,
    ...[10, 100, 1_000, 10_000, 100_000].map(
      (size) =>
        `<text x="${x(size)}" y="${bottom + 18}" ${text} text-anchor="middle" fill="#374151">${size.toLocaleString('en')}</text>`,
    ),
    ...drawn,
    '</svg>',
    '',
  ].join('\n')
}
