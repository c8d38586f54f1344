import { plainText } from './plain-text.mjs'

/** Prints rows as a table of aligned columns: `columns` maps each heading to the function that gives its cell. */
export function printTable(rows, columns) {
  const headings = Object.keys(columns)
  const cells = rows.map((row) => headings.map((heading) => plainText(columns[heading](row))))
  const widths = headings.map((heading, index) => Math.max(heading.length, ...cells.map((line) => line[index].length)))
  const rightAligned = headings.map((_, index) => cells.length > 0 && cells.every((line) => /^\d+$/.test(line[index])))
  const print = (line) => {
    const padded = line.map((cell, index) =>
      rightAligned[index] ? cell.padStart(widths[index]) : cell.padEnd(widths[index]),
    )
    console.log(`  ${padded.join('   ').trimEnd()}`)
  }
  print(headings)
  print(widths.map((width) => '-'.repeat(width)))
  cells.forEach(print)
}
