// Gives puzzles out and takes their answers in. A puzzle is signed and not stored; an answer counts once, for one thing,
// for half an hour. It gets harder when many are solved at the agency, whichever replica gives them, and never so hard that a telephone cannot.
import { randomBytes, timingSafeEqual } from 'node:crypto'
import sodium from 'libsodium-wrappers-sumo'
import type { Clock } from '../../operation/clock.js'
import { type Puzzle, type SolvedPuzzle, solves } from '../../sealing/puzzle.js'
import type { Keyring } from '../keyring.js'
import type { SharedCounts } from './shared-counts.js'

export type PuzzleUse = 'report' | 'receipt'

export interface ProofOfWork {
  puzzle(use: PuzzleUse, terms?: PuzzleTerms): Promise<Puzzle>
  /**
   * Whether it was solved, in time, under these terms or harder ones, and not spent on something else. The same answer for
   * the same thing is good again: a request may be repeated when the line breaks.
   */
  accepts(use: PuzzleUse, solved: SolvedPuzzle, spentOn: string, terms?: PuzzleTerms): Promise<boolean>
}

export interface PuzzleTerms {
  /** What it is good for, such as one receipt: an easy one for another is not. */
  readonly about?: string
  /** Bits on top of what the load asks, for whoever has guessed before. Old easy ones are worth nothing then. */
  readonly dearer?: number
}

/** About a quarter of a second on a slow telephone. */
const usualEasyBits = 14
/** About half a minute on the same telephone. */
const hardestBits = 21
const lifeMilliseconds = 30 * 60_000
/** A training room of fifty does not feel it: up to here the puzzle stays easy, and each doubling beyond is one bit. */
export const easySolvedInTenMinutes = 200
const load = 'puzzles solved'

export function createProofOfWork(
  keyring: Pick<Keyring, 'pseudonym'>,
  clock: Clock,
  counts: SharedCounts,
  easyBits = usualEasyBits,
): ProofOfWork {
  const sign = (unsigned: string, { about = '' }: PuzzleTerms) =>
    keyring.pseudonym('proof of work', `${unsigned} ${about}`)

  async function loadBits(): Promise<number> {
    const recent = await counts.read(load, 'tenMinutes')
    return Math.max(0, Math.floor(Math.log2(Math.max(1, recent) / easySolvedInTenMinutes)) + 1)
  }

  return {
    async puzzle(use, terms = {}) {
      const now = clock().getTime()
      const bits = Math.min(hardestBits, easyBits + (await loadBits()) + (terms.dearer ?? 0))
      const unsigned = `${use}.${bits}.${now + lifeMilliseconds}.${randomBytes(12).toString('base64url')}`
      return { challenge: `${unsigned}.${sign(unsigned, terms)}`, bits }
    },
    async accepts(use, solved, thing, terms = {}) {
      const now = clock().getTime()
      const bits = signedBits(use, solved.challenge, now, (unsigned) => sign(unsigned, terms))
      const least = Math.min(hardestBits, easyBits + (terms.dearer ?? 0))
      if (bits === undefined || bits < least) return false
      await sodium.ready
      if (!solves(solved, bits)) return false
      if (!(await counts.spend(solved.challenge, thing))) return false
      await counts.add(load, 'tenMinutes')
      return true
    },
  }
}

/** `undefined` for what we did not sign, for another use, or too late. */
function signedBits(
  use: PuzzleUse,
  challenge: string,
  now: number,
  sign: (unsigned: string) => string,
): number | undefined {
  const [, unsigned = '', meantFor, bits, until, signature = ''] =
    /^((\w+)\.(\d+)\.(\d+)\.[\w-]+)\.([\w-]{43})$/.exec(challenge) ?? []
  if (!timingSafeEqual(Buffer.from(sign(unsigned)), Buffer.from(signature.padEnd(43)))) return undefined
  return meantFor === use && Number(until) > now ? Number(bits) : undefined
}
