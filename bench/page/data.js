import { rowOf } from '../rows.mjs'

const minute = 60_000

/**
 * What is logged, as each contestant takes it. An `entry` is what an agent gives, and `log()` takes; an `exported` one is an
 * object of an export; a `row` is finished for the table, a `frame` finished for the journal. The last three hold the
 * same, bounded as ours bounds it, so that a peer is spared all but the storing.
 */
export async function loadData() {
  const [entries, frames] = await Promise.all([json('/entries.json'), json('/frames.json')])
  const rows = frames.map(rowOf)
  const exported = rows.map(toExported)
  const forms = {
    entry: entries.map((entry) => Object.assign({}, entry, { timestamp: undefined })),
    exported,
    row: rows,
    frame: frames,
  }
  let serial = 0
  return {
    /** The `round`-th block of `size` items, as an agent logs them: with an id of their own, now. */
    block: (form, size, round) =>
      Array.from({ length: size }, (_, index) => {
        const item = forms[form][(round * size + index) % entries.length]
        return form === 'row' ? { ...item, ...identity(`logged-${Date.now()}-${serial++}`, Date.now()) } : item
      }),
    /**
     * Items `first` up to `end` of a trail in which each call was made a minute after the one before. With `short` their
     * values are cut, for trails that would not fit into memory otherwise.
     */
    trail: (form, { first, end, short }) =>
      trailOf(short ? forms[form].map(shortened) : forms[form], form, { first, end }),
  }
}

function* trailOf(items, form, { first, end }) {
  const start = Date.UTC(2026, 0, 1)
  for (let index = first; index < end; index++) {
    const item = items[index % items.length]
    if (form === 'frame') yield item
    else
      yield {
        ...item,
        ...identity(`cycled-${String(index).padStart(9, '0')}`, start + index * minute),
        session_id: `${item.session_id}~${Math.floor(index / items.length)}`,
      }
  }
}

function shortened(item) {
  const cut = (value) => (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 60)
  const parameters = { sample: cut(item.parameters) }
  const result = cut(item.result)
  return typeof item.parameters === 'string'
    ? { ...item, parameters: JSON.stringify(parameters), result: JSON.stringify(result) }
    : { ...item, parameters, result }
}

function identity(id, ms) {
  const timestamp = `${new Date(ms).toISOString().slice(0, 23)}000+00:00`
  return { id, timestamp, created_at: timestamp, settled_at: timestamp }
}

function toExported(row) {
  return {
    ...row,
    parameters: JSON.parse(row.parameters),
    result: row.result === null ? null : JSON.parse(row.result),
    approval_required: row.approval_required === 1,
    success: row.success === 1,
  }
}

async function json(path) {
  return await (await fetch(path)).json()
}
