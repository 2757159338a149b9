// Two things that MongoDB's driver says in its own way, understood in one place.

/** A row with this id, or with this value under a unique index, is there already. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11000
}

/** The driver answers a Binary where mongoose would answer a Buffer. */
export function bytesOf(stored: Buffer | { readonly buffer: Uint8Array }): Buffer {
  return Buffer.isBuffer(stored) ? stored : Buffer.from(stored.buffer)
}
