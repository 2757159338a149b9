// A small sum that costs a browser a moment and a flood of machines real money, instead of pictures of traffic lights and
// somebody else's script: find a number that makes a hash begin with zeros. Runs in server and browser alike.
import sodium from 'libsodium-wrappers-sumo'
import { z } from 'zod'

export const puzzle = z.object({
  challenge: z.string().max(200),
  /** How many zero bits; each more doubles the work. */
  bits: z.int().min(0).max(32),
})
export type Puzzle = z.infer<typeof puzzle>

export const solvedPuzzle = z.object({ challenge: z.string().max(200), answer: z.int().min(0) })
export type SolvedPuzzle = z.infer<typeof solvedPuzzle>

/** Needs `sodium.ready`. */
export function solves({ challenge, answer }: SolvedPuzzle, bits: number): boolean {
  const hash = sodium.crypto_hash_sha256(`${challenge}:${answer}`)
  return new DataView(hash.buffer, hash.byteOffset).getUint32(0) < 2 ** (32 - bits)
}

/** How many tries between two breaths: half a second of a telephone without WebAssembly. */
const triesAtOnce = 2048

/**
 * As long as it takes. `progress` is told the chance that it would have been found by now; whoever else waits in this
 * thread comes in between.
 */
export async function solve(
  { challenge, bits }: Puzzle,
  progress: (share: number) => void = () => undefined,
): Promise<SolvedPuzzle> {
  await sodium.ready
  for (let answer = 0; ; answer += 1) {
    if (solves({ challenge, answer }, bits)) return { challenge, answer }
    if (answer % triesAtOnce === triesAtOnce - 1) {
      progress(1 - Math.exp(-answer / 2 ** bits))
      await new Promise((breathed) => setTimeout(breathed))
    }
  }
}
