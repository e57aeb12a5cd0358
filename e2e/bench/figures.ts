/** What was measured in one go, by what it is called. */
export type Figures = Record<string, number>

/** The value in the middle; the mean of the two there when their number is even. */
export function median(values: readonly number[]): number {
  return (percentile(values, 50, Math.floor) + percentile(values, 50, Math.ceil)) / 2
}

/** The value that so many per cent of all are not above. */
export function percentile(values: readonly number[], percent: number, round = Math.ceil): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[round(((sorted.length - 1) * percent) / 100)] ?? NaN
}

/** The medians of all rounds as text, a row for each figure, a column for each number of workspaces. */
export function tableOf(measured: ReadonlyMap<number, readonly Figures[]>): string {
  const names = Object.keys([...measured.values()][0]?.[0] ?? {})
  const rows = [
    ['Workspaces', ...[...measured.keys()].map((size) => size.toLocaleString('en'))],
    ...names.map((name) => [
      name,
      ...[...measured.values()].map((rounds) => median(rounds.map((round) => round[name] ?? NaN)).toFixed(1)),
    ]),
  ]
  const widths =
    rows[0]?.map((_cell, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n')
}
