// Rows that change in the same way are changed by one write: the turns of one moment mostly end alike.
// It keeps no order between different changes; whoever gives it two changes of one row must not care which comes last.
import type { mongo } from 'mongoose'

export interface RowChange<Row> {
  readonly id: string
  readonly set: Partial<Row>
  readonly unset?: readonly (keyof Row & string)[]
}

interface SameChange<Row> {
  readonly ids: string[]
  readonly change: RowChange<Row>
}

/** For `bulkWrite` with `ordered: false`: one `updateMany` for each different change. */
export function writesOf<Row extends { readonly _id: string }>(
  changes: readonly RowChange<Row>[],
): mongo.AnyBulkWriteOperation<Row>[] {
  const alike = new Map<string, SameChange<Row>>()
  for (const change of changes) {
    const look = JSON.stringify([change.set, change.unset])
    const known = alike.get(look)
    if (known) known.ids.push(change.id)
    else alike.set(look, { ids: [change.id], change })
  }
  return [...alike.values()].map(({ ids, change: { set, unset = [] } }) => ({
    updateMany: {
      filter: { _id: { $in: ids } } as mongo.Filter<Row>,
      update: {
        $set: set,
        ...(unset.length > 0 && { $unset: Object.fromEntries(unset.map((field) => [field, ''])) }),
      } as mongo.UpdateFilter<Row>,
    },
  }))
}
