// How much more of the processor a longer text costs. What takes the square of the length does so each time that it is measured; what
// else the machine does costs more only for a while. So the least of several tries counts, for as long as there is a suspicion.

/** Below this many milliseconds the clock of the processor is too coarse to compare by. */
const tooLittle = 10
const most = 12

/**
 * How many times as much processor time the large work took as the small one; 0 when even the large one took next to nothing.
 * Measured again, up to twelve times, as long as it is more than `enough`.
 */
export async function growthOf(small: () => unknown, large: () => unknown, enough: number): Promise<number> {
  const least = { small: Number.POSITIVE_INFINITY, large: Number.POSITIVE_INFINITY }
  let growth = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < most && growth > enough; tries += 1) {
    least.large = Math.min(least.large, await costOf(large))
    if (least.large < tooLittle) return 0
    least.small = Math.min(least.small, await costOf(small))
    growth = least.large / Math.max(least.small, 1)
  }
  return growth
}

/** Milliseconds of the processor. */
async function costOf(work: () => unknown): Promise<number> {
  const begun = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1000
}
