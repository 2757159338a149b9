// How many bytes of sealed files are taken, at most. Text is never counted here: whatever is full, a report in words goes through.

export const megabyte = 1_000_000

/** In bytes. */
export interface SpaceBudgets {
  /** From one address, one chat or one officer's account in a day. */
  readonly source: number
  /** For one case, from each who sends files for it. */
  readonly ofCase: number
  /** For the whole agency in a day: no more than a fifth of all, so that a full disk is told days before. */
  readonly day: number
  /** What the agency keeps, and what waits. */
  readonly total: number
}

/** A whole report, ten files of 10 MB as they were and cleaned, is 252 MB. */
export const usualBudgets: SpaceBudgets = {
  source: 400 * megabyte,
  ofCase: 600 * megabyte,
  day: 2_000 * megabyte,
  total: 20_000 * megabyte,
}

const step = 64 * 1024

/** A row has its own cost, and nobody has to know a size more exactly: whole steps of 64 KiB. */
export const inSteps = (bytes: number): number => Math.max(1, Math.ceil(bytes / step)) * step

/** Up to so much more is counted for whoever sends: by equal sums nobody finds out which case came from which address. */
export const mostBlur = 16 * step
export const blur = (chance: number): number => Math.floor(chance * (mostBlur / step + 1)) * step

/**
 * Where a shared budget ends is drawn anew each ten minutes, and who was refused is refused for the rest of the hour: whoever tried
 * on the last bytes of one that others use would read in the refusals how much they send, and when. Never more than the budget.
 */
export const drawnEnd = (most: number, width: number, chance: number): number =>
  Math.floor(most * (1 - width * chance))
export const widths = { source: 1 / 4, day: 1 / 10, total: 1 / 20 } as const
