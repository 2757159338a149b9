// What a feature offers to the conversation: commands and buttons as data, dialogs as tables, and what it does when
// something happens. A feature never sends; it returns an Answer.
import type { z } from 'zod'
import type { Language } from '../i18n/texts.js'
import { type Action, postbackAction } from '../line/message-builders.js'
import { writePostback } from '../line/postback-codec.js'
import type { Role } from '../security/roles.js'
import type { Dialog } from './dialog.js'
import type { Answer, Place, Turn } from './turn.js'

export interface Command {
  /** For logs, metrics and the audit: 'statistics.show'. */
  readonly id: string
  /** What people type. The first Thai word is the one that help shows. */
  readonly words: { readonly th: readonly string[]; readonly en: readonly string[] }
  /** Whole texts that mean this command with an argument: 'english' is 'language en'. */
  readonly shortcuts?: Readonly<Record<string, string>>
  readonly who: 'everyone' | readonly Role[]
  readonly where: readonly Place[]
  readonly argument: 'none' | 'optional' | 'required'
  readonly help: (language: Language) => { readonly summary: string; readonly example?: string }
  /** Written to the audit chain each time it is run; a refusal always is. */
  readonly audited?: boolean
  /** In a wrong place say nothing at all: an answer would mark the person who asked. For tips and cases. */
  readonly quietElsewhere?: boolean
  /** Offered as a button when something was not understood. */
  readonly offered?: boolean
  readonly run: (turn: Turn, argument: string) => Promise<Answer>
}

export interface Button {
  readonly id: string
  readonly version: number
  readonly livesDays: number
  readonly who: 'everyone' | readonly Role[]
  readonly where: readonly Place[]
  /** `undefined` when the data is not what this version writes. */
  readonly press: (turn: Turn, data: unknown) => Promise<Answer | undefined>
}

export interface TypedButton<D> extends Button {
  readonly action: (label: string, madeAt: Date, data: D, displayText?: string) => Action
}

export interface ButtonSpec<D> {
  /** Letters, dots and hyphens: 'acknowledgements.acknowledge'. */
  readonly id: string
  readonly version: number
  readonly livesDays: number
  readonly who: 'everyone' | readonly Role[]
  readonly where: readonly Place[]
  readonly data: z.ZodType<D>
  readonly press: (turn: Turn, data: D) => Promise<Answer>
}

/** Ties what is written into a button to what its press receives: the same type, checked again on arrival. */
export function defineButton<D>(spec: ButtonSpec<D>): TypedButton<D> {
  return {
    id: spec.id,
    version: spec.version,
    livesDays: spec.livesDays,
    who: spec.who,
    where: spec.where,
    action: (label, madeAt, data, displayText) =>
      postbackAction(label, writePostback(spec.id, spec.version, madeAt, data), displayText),
    press: async (turn, data) => {
      const read = spec.data.safeParse(data)
      return read.success ? spec.press(turn, read.data) : undefined
    },
  }
}

export type DeliveryOutcome =
  | { readonly kind: 'sent'; readonly at: Date }
  | { readonly kind: 'failed'; readonly at: Date; readonly status?: number }
  | { readonly kind: 'parked'; readonly at: Date }

export interface Feature {
  /** The folder's name, the locale file's name, and the word that switches it on for a channel. */
  readonly name: string
  readonly commands?: readonly Command[]
  readonly buttons?: readonly Button[]
  readonly dialogs?: readonly Dialog[]
  readonly happens?: {
    readonly follow?: (turn: Turn) => Promise<Answer>
    readonly unfollow?: (turn: Turn) => Promise<void>
    readonly join?: (turn: Turn) => Promise<Answer>
    readonly leave?: (turn: Turn) => Promise<void>
    readonly memberJoined?: (turn: Turn) => Promise<Answer>
  }
  /** What became of a message that carried a receipt. May be called twice for one receipt. */
  readonly settled?: (receiptId: string, outcome: DeliveryOutcome) => Promise<void>
}
