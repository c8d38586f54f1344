import { html, type TemplateResult } from 'lit'
import { riskLevels } from '../entry/validate.js'
import type { AuditBucket } from '../store/audit-store.js'
import { formatCount } from './format.js'
import { type RangeLabel, rangeLabel, utcRange, zoneOf } from './timeline-bucket.js'

/** The same as the bars, as a table: the parts of the time in which something happened. */
export function timelineTable(buckets: readonly AuditBucket[], choose: (bucket: AuditBucket) => void): TemplateResult {
  const label = rangeLabel(buckets)
  const rows = buckets.filter(({ total }) => total > 0)
  return html`<div class="scroll" role="region" aria-label="Actions over time, as a table" tabindex="0">
    <table>
      <caption>
        Actions over time (${zoneOf(buckets) ?? 'local time, the clocks are changed in it'}), without times of no action
      </caption>
      <thead>
        <tr>
          <th scope="col">Time</th>
          ${riskLevels.map((level) => html`<th scope="col">${level}</th>`)}
          <th scope="col">all</th>
          <th scope="col">range</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((bucket) => row(bucket, label, choose))}
      </tbody>
    </table>
  </div>`
}

function row(bucket: AuditBucket, label: RangeLabel, choose: (bucket: AuditBucket) => void): TemplateResult {
  const time = label(bucket)
  return html`<tr>
    <th scope="row" title=${utcRange(bucket)}>${time}</th>
    ${riskLevels.map((level) => html`<td>${formatCount(bucket.byRisk[level])}</td>`)}
    <td>${formatCount(bucket.total)}</td>
    <td><button type="button" aria-label="Only ${time}" @click=${() => choose(bucket)}>Only this</button></td>
  </tr>`
}
