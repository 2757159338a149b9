// When a finished row may go: to the day, so that the row does not tell when its person wrote or was answered.
const day = 86_400_000

/** The first midnight (UTC) that lies at least `days` whole days ahead. */
export function expiryDay(now: Date, days: number): Date {
  return new Date((Math.floor(now.getTime() / day) + 1 + days) * day)
}
