// The code on the projector: six symbols that change every 30 seconds and are taken for 60, so that whoever is in the room
// has time to type and whoever is sent a photograph of it has not. 30 random bits, guessed in a chat: no lock is needed.
import { asCodeSymbols, codeSymbols } from '../../i18n/letters/code-symbols.js'
import type { Keyring } from '../../security/keyring.js'

const symbols = 6
const changesEvery = 30_000

export interface ShownCode {
  readonly code: string
  readonly secondsLeft: number
}

const stepAt = (moment: Date): number => Math.floor(moment.getTime() / changesEvery)

function codeOfStep(keyring: Pick<Keyring, 'pseudonym'>, trainingId: string, step: number): string {
  const bytes = Buffer.from(keyring.pseudonym('training-code', `${trainingId} ${step}`), 'base64url')
  return [...bytes.subarray(0, symbols)].map((byte) => codeSymbols.charAt(byte & 31)).join('')
}

export function codeShownAt(keyring: Pick<Keyring, 'pseudonym'>, trainingId: string, now: Date): ShownCode {
  const step = stepAt(now)
  const secondsLeft = Math.ceil(((step + 1) * changesEvery - now.getTime()) / 1000)
  return { code: codeOfStep(keyring, trainingId, step), secondsLeft }
}

/** `code` as readCheckInCode returns it. */
export function isCodeOf(
  keyring: Pick<Keyring, 'pseudonym'>,
  trainingId: string,
  code: string,
  at: Date,
): boolean {
  const step = stepAt(at)
  return [step, step - 1].some((one) => codeOfStep(keyring, trainingId, one) === code)
}

/** Any case, blanks and hyphens, O for 0, I and L for 1, Thai digits; `undefined` for anything else. */
export function readCheckInCode(typed: string): string | undefined {
  const code = asCodeSymbols(typed)
  return code.length === symbols && [...code].every((symbol) => codeSymbols.includes(symbol))
    ? code
    : undefined
}
