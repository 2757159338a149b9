// How long answers take, from how many ended after how many days. Pure; nothing is said of fewer than a handful, because the
// time of one is that of a person.

export interface AnswerTimes {
  /** Complaints that count as completed. */
  readonly ended: number
  /** Days to the middle one and to the ninetieth of a hundred; absent when too few ended. */
  readonly typical?: { readonly median: number; readonly ninetieth: number }
  readonly inTime: number
  /** Those that ended and those that should have: what is still within its days is in neither. */
  readonly due: number
  readonly overdue: number
}

/** How many took so many days. */
export type Histogram = ReadonlyMap<number, number>

export function answerTimes(
  histogram: Histogram,
  {
    answerDays,
    overdue,
    least,
  }: { readonly answerDays: number; readonly overdue: number; readonly least: number },
): AnswerTimes {
  const ended = [...histogram.values()].reduce((sum, count) => sum + count, 0)
  const inTime = [...histogram].reduce((sum, [days, count]) => (days <= answerDays ? sum + count : sum), 0)
  return {
    ended,
    ...(ended >= least && {
      typical: { median: medianOf(histogram, ended), ninetieth: nthOf(histogram, Math.ceil(ended * 0.9)) },
    }),
    inTime,
    due: ended + overdue,
    overdue,
  }
}

/** Between the two in the middle where their number is even. */
function medianOf(histogram: Histogram, ended: number): number {
  return (nthOf(histogram, Math.ceil(ended / 2)) + nthOf(histogram, Math.floor(ended / 2) + 1)) / 2
}

/** The days that the nth quickest took, from 1. */
function nthOf(histogram: Histogram, nth: number): number {
  let seen = 0
  let days = 0
  for (const [more, count] of [...histogram].toSorted(([one], [other]) => one - other)) {
    days = more
    seen += count
    if (seen >= nth) break
  }
  return days
}
