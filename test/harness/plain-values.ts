// BSON's own values as plain ones. By their names: a driver carries classes of its own.

/** An ObjectId and bytes are bytes, every number is a number; what is plain stays as it is. */
export function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  switch (bsonTypeOf(value)) {
    case 'Long':
    case 'Int32':
    case 'Double':
    case 'Decimal128':
      return Number(String(value))
    case 'Timestamp':
      return Number((value as { readonly t: number }).t)
    case 'ObjectId':
      return (value as { readonly id: Uint8Array }).id
    case 'Binary':
      return (value as { readonly buffer: Uint8Array }).buffer
    default:
      return value
  }
}

export function bsonTypeOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && '_bsontype' in value
    ? String(value._bsontype)
    : undefined
}
