/** Rows of texts, the first of them the heads, as a table of Markdown whose columns stand in line. */
export function table([heads, ...rows]) {
  const all = [heads, ...rows].map((cells) => cells.map((cell) => String(cell).replaceAll('|', '\\|')))
  const widths = heads.map((_, column) => Math.max(3, ...all.map((cells) => cells[column].length)))
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`
  return [line(all[0]), line(widths.map((width) => '-'.repeat(width))), ...all.slice(1).map(line)].join('\n')
}
