// How every JSON route of the reporter's pages is asked and answers: checked by zod, limited per address, never cached,
// without a cookie; a refusal is a sentence in the reader's language and a code. Nothing of a request is logged.
import express, {
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express'
import type { z } from 'zod'
import type th from '../../../../locales/th/reports.json'
import { sentByReporter } from '../../../features/cases/reporter/case-reporter-rules.js'
import type { NoRoom, Room, SpaceRules } from '../../../features/space/space-rules.js'
import { type TextKey, textsOf } from '../../../i18n/texts.js'
import type { PassHolder, PassUse, ReporterPasses } from '../../../security/reports/reporter-pass.js'
import { languageOfPage } from '../../pages/page-language.js'
import { mayBring, sealedBody, tellsTooMuch } from '../../server/sealed-body.js'
import { networkOfVisitor, onionNetwork } from '../../server/visitor-address.js'
import type { AddressLimits, LimitedThing } from './address-limits.js'

const say = textsOf<typeof th>('reports')

type Leaf<Key> = Key extends `refused.${infer Code}` ? Code : never
export type RefusalCode = Leaf<TextKey<typeof th>>

const statusOf: Partial<Record<RefusalCode, number>> = {
  tooLarge: 413,
  tooManyRequests: 429,
  tooManyMessages: 429,
  puzzleWrong: 403,
  unknownOrWrong: 403,
  passExpired: 401,
  noRecipient: 503,
  noRoom: 503,
  caseFull: 409,
  noOffer: 410,
  hasReceipt: 410,
  gone: 410,
  recipientsChanged: 409,
  filesMissing: 409,
  otherCase: 409,
  closed: 409,
  notClosed: 409,
}

export type DoorAnswer =
  | { readonly ok: true; readonly body?: object; readonly bytes?: Uint8Array }
  | { readonly ok: false; readonly why: RefusalCode }

export interface Door {
  /** A JSON route that anybody may ask. */
  open<Schema extends z.ZodType>(
    path: string,
    rule: {
      readonly counts: LimitedThing
      readonly schema: Schema
      readonly answer: (asked: z.output<Schema>) => Promise<DoorAnswer>
    },
  ): void
  /** A JSON route for whoever holds a pass. */
  withPass<Schema extends z.ZodType>(
    path: string,
    rule: {
      readonly use: PassUse
      readonly counts: LimitedThing
      readonly schema: Schema
      readonly answer: (asked: z.output<Schema>, holder: PassHolder) => Promise<DoorAnswer>
    },
  ): void
  /** A route for sealed bytes, for whoever holds a pass and where there is room for them: asked before one of them is read. */
  bytes(
    path: string,
    rule: {
      readonly use: PassUse
      readonly counts: LimitedThing
      readonly most: number
      readonly answer: (bytes: Uint8Array, holder: PassHolder, room: Room) => Promise<DoorAnswer>
    },
  ): void
}

/** 20,000 characters, padded and in base64, and the keys of a hundred recipients. */
const mostJson = '1mb'

export function createDoor(
  router: Router,
  {
    limits,
    passes,
    space,
  }: {
    readonly limits: AddressLimits
    readonly passes: ReporterPasses
    readonly space: Pick<SpaceRules, 'hold'>
  },
): Door {
  const json = refusingUnread(express.json({ limit: mostJson }))

  function limited(counts: LimitedThing) {
    return async (request: Request, response: Response, next: NextFunction) => {
      response.set('cache-control', 'no-store')
      if (await limits.allows(counts, networkOfVisitor(request))) return next()
      response.set('retry-after', '3600')
      send(request, response, { ok: false, why: 'tooManyRequests' })
    }
  }

  function passOf(request: Request, use: PassUse): PassHolder | undefined {
    const [, pass] = /^Bearer ([\w-]+)$/.exec(request.get('authorization') ?? '') ?? []
    return pass === undefined ? undefined : passes.read(use, pass)
  }

  return {
    open(path, { counts, schema, answer }) {
      router.post(path, limited(counts), json, async (request, response) => {
        const asked = schema.safeParse(request.body)
        send(request, response, asked.success ? await answer(asked.data) : badRequest)
      })
    },
    withPass(path, { use, counts, schema, answer }) {
      router.post(path, limited(counts), json, async (request, response) => {
        const holder = passOf(request, use)
        if (!holder) return send(request, response, { ok: false, why: 'passExpired' })
        const asked = schema.safeParse(request.body)
        send(request, response, asked.success ? await answer(asked.data, holder) : badRequest)
      })
    },
    bytes(path, { use, counts, most, answer }) {
      router.post(path, limited(counts), async (request, response) => {
        // Who holds no pass is told before twelve megabytes are read.
        const holder = passOf(request, use)
        if (!holder) return send(request, response, { ok: false, why: 'passExpired' })
        if (tellsTooMuch(request, most)) return send(request, response, { ok: false, why: 'tooLarge' })
        const network = networkOfVisitor(request)
        const room = await space.hold({
          source: `address ${network}`,
          // All who come by it share one name, and must not use up what is everybody's.
          ...(network === onionNetwork && { share: shareOfOnion }),
          owner: sentByReporter(holder),
          bytes: mayBring(request, most),
          until: new Date(holder.until),
        })
        if (!room.ok) return send(request, response, { ok: false, why: refusalFor(room) })
        let answered: DoorAnswer = badRequest
        try {
          const bytes = await sealedBody(request, response, most)
          if (bytes) answered = await answer(bytes, holder, room)
        } finally {
          await room.release()
        }
        send(request, response, answered)
      })
    },
  }
}

/** Of what the agency takes in a day. */
const shareOfOnion = 1 / 2

const refusalFor = ({ why }: NoRoom): RefusalCode => (why === 'case' ? 'caseFull' : 'noRoom')

const badRequest = { ok: false, why: 'badRequest' } as const

export function send(request: Request, response: Response, answer: DoorAnswer): void {
  if (answer.ok && answer.bytes) return void response.type('bin').send(Buffer.from(answer.bytes))
  if (answer.ok) return void response.json(answer.body ?? {})
  const language = languageOfPage(request)
  response
    .status(statusOf[answer.why] ?? 400)
    .json({ error: say(language, `refused.${answer.why}`), code: answer.why })
}

/** What a body parser cannot read gets the one sentence about it, and nothing of it goes anywhere. */
function refusingUnread(parse: RequestHandler): RequestHandler {
  return (request, response, next) =>
    parse(request, response, (error?: unknown) => {
      if (error === undefined) return next()
      const type = error instanceof Error && 'type' in error ? error.type : undefined
      send(request, response, { ok: false, why: type === 'entity.too.large' ? 'tooLarge' : 'badRequest' })
    })
}
