// Shares as the ITA table prints them.

/**
 * `part` of `whole` in percent, two decimals, half rounded up, computed in integers: (113, 114) is '99.12', (0, 0) is
 * '0.00'. Throws RangeError unless both are whole numbers from 0 up.
 */
export function percent(part: number, whole: number): string {
  for (const count of [part, whole]) {
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError('A share is taken of counts')
  }
  if (whole === 0) return '0.00'
  const hundredths = (BigInt(part) * 20_000n + BigInt(whole)) / (2n * BigInt(whole))
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`
}
