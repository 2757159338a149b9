// What MongoDB's driver says in its own way, understood in one place. A second insert of the same id is not a failure here: it
// means that the row is already durable.

const duplicateKey = 11000

/** A row with this id, or with this value under a unique index, is there already. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === duplicateKey
}

/** The driver answers a Binary where mongoose would answer a Buffer. */
export function bytesOf(stored: Buffer | { readonly buffer: Uint8Array }): Buffer {
  return Buffer.isBuffer(stored) ? stored : Buffer.from(stored.buffer)
}

/**
 * For insertMany with `ordered: false`: the positions that were already there. Any other error is thrown on, also one
 * that names no position: a connection that broke under a bulk write comes as a bulk error with an empty list.
 */
export function duplicatesOnly(error: unknown): readonly number[] {
  if (!(error instanceof Error) || !('writeErrors' in error) || !('code' in error)) throw error
  const all: unknown[] = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors]
  if (error.code !== duplicateKey || all.length === 0 || notReplicated(error)) throw error
  return all.map((one) => {
    if (typeof one !== 'object' || one === null || !('code' in one) || !('index' in one)) throw error
    if (one.code !== duplicateKey) throw error
    return Number(one.index)
  })
}

/** The rows that were not duplicates are not safe yet: the replica set did not confirm them. */
function notReplicated(error: Error): boolean {
  if (!('result' in error) || typeof error.result !== 'object' || error.result === null) return false
  const { result } = error
  if (!('getWriteConcernError' in result) || typeof result.getWriteConcernError !== 'function') return false
  return result.getWriteConcernError() !== undefined
}
