// A dialog is a versioned table of steps that expires. Cancel, expiry, old buttons and "not understood" belong to the
// engine; a step only asks and takes. Answers are kept sealed under a key that dies with the dialog.
import type { z } from 'zod'
import type { Message } from '../line/message-builders.js'
import type { Role } from '../security/roles.js'
import type { Answer, Place, SentFile, Turn } from './turn.js'

/** A choice shown as a quick reply; typing its label is the same as pressing it. At most 12, labels at most 20 characters. */
export interface Choice {
  readonly value: string
  readonly label: string
}

/** What the person did at a step. `messageKey` lets an unsend find the part that it takes back. */
export type Said =
  | { readonly kind: 'text'; readonly text: string; readonly messageKey: string }
  | { readonly kind: 'choice'; readonly value: string }
  | { readonly kind: 'file'; readonly file: SentFile }

export type StepResult<A> =
  /** On to another step (or the same again, with new answers); `first` is said before its question. */
  | { readonly go: string; readonly answers: A; readonly first?: readonly Message[] }
  /** Not usable: say why, stay, ask nothing new. */
  | { readonly again: readonly Message[] }
  | { readonly done: Answer }

export interface Step<A> {
  readonly ask: (turn: Turn, answers: A) => readonly Message[] | Promise<readonly Message[]>
  readonly choices?: (turn: Turn, answers: A) => readonly Choice[] | Promise<readonly Choice[]>
  /** What besides a choice is taken; anything else gets the engine's "not understood" and the question again. */
  readonly takes: readonly ('text' | 'file')[]
  readonly take: (turn: Turn, said: Said, answers: A) => Promise<StepResult<A>>
}

export type WhyClosed = 'cancelled' | 'expired' | 'outdated' | 'replaced' | 'left'

export interface DialogSpec<A> {
  readonly name: string
  /** Raise it when steps or answers change: half-done dialogs of the old version end with a friendly sentence. */
  readonly version: number
  readonly idleMinutes: number
  /** Asked again at every step: whoever loses the role in the middle gets no further, and nothing of it is done. */
  readonly who: 'everyone' | readonly Role[]
  readonly places: readonly Place[]
  readonly answers: z.ZodType<A>
  readonly first: string
  readonly steps: Readonly<Record<string, Step<A>>>
  /** The answers without what a withdrawn message brought. */
  readonly forget?: (answers: A, messageKey: string) => Promise<A>
  /** Called before the answers are dropped unfinished. */
  readonly closed?: (answers: A, why: WhyClosed) => Promise<void>
}

/** A dialog whose answers' type is hidden from the engine: it only carries them. */
export type Dialog = DialogSpec<unknown>

/** Checks the answers at the border of every step, so that the engine can carry dialogs of any type. */
export function defineDialog<A>(spec: DialogSpec<A>): Dialog {
  const steps = Object.entries(spec.steps).map(([name, step]): [string, Step<unknown>] => [
    name,
    {
      takes: step.takes,
      ask: (turn, answers) => step.ask(turn, spec.answers.parse(answers)),
      ...(step.choices && {
        choices: (turn: Turn, answers: unknown) => step.choices?.(turn, spec.answers.parse(answers)) ?? [],
      }),
      take: (turn, said, answers) => step.take(turn, said, spec.answers.parse(answers)),
    },
  ])
  const { forget, closed } = spec
  return {
    name: spec.name,
    version: spec.version,
    idleMinutes: spec.idleMinutes,
    who: spec.who,
    places: spec.places,
    answers: spec.answers,
    first: spec.first,
    steps: Object.fromEntries(steps),
    ...(forget && {
      forget: (answers: unknown, messageKey: string) => forget(spec.answers.parse(answers), messageKey),
    }),
    ...(closed && { closed: (answers: unknown, why: WhyClosed) => closed(spec.answers.parse(answers), why) }),
  }
}
