import uPlot from 'uplot'
import type { RiskLevel } from '../entry/entry.js'
import type { AuditBucket } from '../store/audit-store.js'
import { countTicks } from './count-ticks.js'
import { formatCount } from './format.js'
import { timeLabel } from './timeline-bucket.js'

/** Height of the whole plot, and what its axes take of it and of its width, in pixels; the style knows them too. */
const height = 120
const bottom = 24
const left = 44

/** Parts of the height that labels have room for. */
const countParts = 3

/** What a label takes of the width, with what is left free around it, in pixels. */
const labelSpace = 100

/** What is not nothing has at least this part of the plot's height. */
const leastShare = 30

/** The worst stand at the bottom, where their heights compare best. */
const stacked: readonly RiskLevel[] = ['critical', 'destructive', 'moderate', 'safe']

/** How much of its room each level takes, so that nobody needs to tell the colours apart: what is risky is broad. */
const widths: Readonly<Record<RiskLevel, number>> = { safe: 0.42, moderate: 0.58, destructive: 0.74, critical: 0.9 }

/** The bars of a histogram, stacked by risk, drawn into an element. */
export class TimelinePlot {
  readonly #place: HTMLElement
  readonly #plot: uPlot
  #buckets: readonly AuditBucket[] = []

  constructor(place: HTMLElement) {
    this.#place = place
    this.#plot = new uPlot(this.#options(), [[]], place)
  }

  /** Draws these bars. */
  show(buckets: readonly AuditBucket[]): void {
    this.#buckets = buckets
    this.#plot.setData(dataOf(buckets))
    // As many bars as before have the same scale, and uPlot keeps the labels of an axis until its scale changes.
    this.#plot.redraw(false, true)
  }

  /** Fits the plot into its place. */
  fit(): void {
    const width = this.#place.clientWidth
    if (width > 0) this.#plot.setSize({ width, height })
  }

  /** Draws it again, in the colours of now. */
  redraw(): void {
    // Not by uPlot's own redraw(): the paths that it keeps hold the colour of their bars.
    this.show(this.#buckets)
  }

  destroy(): void {
    this.#plot.destroy()
  }

  #options(): uPlot.Options {
    const range = (): uPlot.Range.MinMax => [-0.5, Math.max(0.5, this.#buckets.length - 0.5)]
    return {
      width: Math.max(1, this.#place.clientWidth),
      height,
      padding: [8, 0, 0, 0],
      // A legend would be written as HTML; ours stands beside the plot.
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false, range }, y: { range: (_plot, _min, max) => [0, topOf(max)] } },
      axes: [this.#timeAxis(), this.#countAxis()],
      series: [{}, ...stacked.toReversed().map((level) => this.#series(level))],
    }
  }

  #series(level: RiskLevel): uPlot.Series {
    const paths = uPlot.paths.bars?.({ size: [widths[level], 48 * widths[level]], align: 0 })
    return { width: 0, fill: () => this.#colour(`--audit-${level}`), points: { show: false }, ...(paths && { paths }) }
  }

  #timeAxis(): uPlot.Axis {
    return {
      ...this.#axis(),
      size: bottom,
      splits: (plot) => edges(this.#buckets.length, plot.width),
      values: (_plot, splits) => {
        const label = timeLabel(this.#buckets)
        return splits.map((edge) => label(this.#buckets[edge + 0.5]?.from ?? ''))
      },
    }
  }

  #countAxis(): uPlot.Axis {
    return {
      ...this.#axis(),
      size: left,
      splits: (_plot, _axis, _min, max) => [...countTicks(max, countParts)],
      values: (_plot, splits) => splits.map(formatCount),
    }
  }

  #axis(): uPlot.Axis {
    return {
      stroke: () => this.#colour('--audit-text-faint'),
      font: '11px system-ui, sans-serif',
      gap: 4,
      grid: { stroke: () => this.#colour('--audit-line'), width: 1 },
      ticks: { show: false },
    }
  }

  #colour(name: string): string {
    return getComputedStyle(this.#place).getPropertyValue(name).trim() || 'gray'
  }
}

/** The highest label of an axis for these counts; there may be none. */
function topOf(highest: number | null): number {
  return countTicks(highest ?? 0, countParts).at(-1) ?? 1
}

/** The left edges of the bars that get a label, which stands to both sides of its edge. */
function edges(count: number, width: number): number[] {
  const every = Math.max(1, Math.ceil((count * labelSpace) / Math.max(1, width)))
  const last = count - (count * labelSpace) / (3 * Math.max(1, width - left))
  return Array.from({ length: Math.ceil(count / every) }, (_, index) => index * every)
    .filter((bar) => bar <= last)
    .map((bar) => bar - 0.5)
}

/** The greatest sums come first, so that each smaller one is drawn over them. */
function dataOf(buckets: readonly AuditBucket[]): uPlot.AlignedData {
  const least = Math.max(0, ...buckets.map(({ total }) => total)) / leastShare
  const sums = stacked.map((_, top) =>
    buckets.map(({ byRisk }) => stacked.slice(0, top + 1).reduce((sum, level) => sum + seen(byRisk[level], least), 0)),
  )
  return [buckets.map((_, index) => index), ...sums.toReversed()]
}

/** However few they are among many, they can be seen; the exact number is said in words. */
function seen(count: number, least: number): number {
  return count === 0 ? 0 : Math.max(count, least)
}
