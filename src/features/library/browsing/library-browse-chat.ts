// คลังความรู้ for everybody: the newest pieces as cards, by words, kind or tag, page by page, and the whole piece at a press. In
// a group only the newest: nobody wants a library in the middle of a talk.
import { z } from 'zod'
import { type Button, type Command, defineButton } from '../../../conversation/feature.js'
import type { Answer, Turn } from '../../../conversation/turn.js'
import { carousels } from '../../../line/carousels.js'
import { type Action, cut, type Message, text, withQuickReplies } from '../../../line/message-builders.js'
import type { PreviewOf } from '../adding/piece-preview-card.js'
import type { ContentChat } from '../content/content-chat.js'
import { publishedPiece } from '../content/content-rules.js'
import { type Content, contentKinds, contentTags, headlineOf } from '../content/content-schema.js'
import { say } from '../library-words.js'
import { pieceCard } from './library-browse-card.js'
import type { BrowseRules, Wanted } from './library-browse-rules.js'

const pageOfPieces = 6
const piecesInGroup = 3
const livesDays = 400

export function createBrowseChat({
  browse,
  content,
  previewOf,
}: {
  readonly browse: BrowseRules
  readonly content: Pick<ContentChat, 'messagesOf'>
  readonly previewOf: PreviewOf
}): { readonly command: Command; readonly buttons: readonly Button[] } {
  const open = defineButton({
    id: 'library.open',
    version: 1,
    livesDays,
    who: 'everyone',
    where: ['private', 'group'],
    data: z.strictObject({ k: z.string() }),
    press: async (turn, { k }): Promise<Answer> => {
      const { language } = turn.person
      const piece = await browse.piece(k)
      if (!piece) return { messages: [text(say(language, 'browse.gone'))] }
      return { messages: await content.messagesOf(publishedPiece(piece), language, turn.at) }
    },
  })

  const more = defineButton({
    id: 'library.more',
    version: 1,
    livesDays,
    who: 'everyone',
    where: ['private'],
    data: z.strictObject({
      f: z.int().min(0),
      w: z.string().optional(),
      k: z.enum(contentKinds).optional(),
      t: z.enum(contentTags).optional(),
    }),
    press: async (turn, { f, w, k, t }): Promise<Answer> => ({
      messages: await page(turn, { words: w, kind: k, tag: t }, f),
    }),
  })

  async function page(turn: Turn, wanted: Wanted, from: number): Promise<Message[]> {
    const { language } = turn.person
    const count = turn.place === 'group' ? piecesInGroup : pageOfPieces
    const found = await browse.find(wanted, from, count)
    const ways = turn.place === 'group' ? [] : await waysOn(turn, wanted, found.next)
    if (found.total === 0) {
      const nothing = isEverything(wanted)
        ? say(language, 'browse.empty')
        : // What somebody typed here by mistake, and takes back in LINE, must not stand there a second time.
          say(language, 'browse.nothing')
      return withQuickReplies([text(nothing)], ways)
    }
    const cards = await Promise.all(found.pieces.map((piece) => cardOf(turn, piece)))
    const titles = found.pieces.map(({ body }) => `• ${headlineOf(body, language).title}`).join('\n')
    const heading = isEverything(wanted)
      ? say(language, 'browse.newest')
      : say(language, 'browse.found', { wanted: wantedInWords(turn, wanted), total: found.total })
    return withQuickReplies(carousels(`${heading}\n${titles}`, cards), ways)
  }

  async function cardOf(turn: Turn, piece: Content) {
    const { language } = turn.person
    const preview = await previewOf(piece.body, language)
    const main = open.action(
      say(language, 'browse.open'),
      turn.at,
      { k: piece.key },
      openedInWords(turn, piece),
    )
    return pieceCard({ content: piece, preview, main }, language)
  }

  const openedInWords = ({ person: { language } }: Turn, { body }: Content) =>
    say(language, 'browse.opened', { title: headlineOf(body, language).title })

  /** Quick replies: the next page first, then the shelves that are not empty. */
  async function waysOn(turn: Turn, wanted: Wanted, next: number | undefined): Promise<Action[]> {
    const { language } = turn.person
    const { kinds, tags } = await browse.shelves()
    const way = (label: string, to: Wanted, from = 0) =>
      more.action(label, turn.at, {
        f: from,
        ...(to.words !== undefined && { w: to.words }),
        ...(to.kind !== undefined && { k: to.kind }),
        ...(to.tag !== undefined && { t: to.tag }),
      })
    const shelves = [
      ...tags
        .filter((tag) => tag !== wanted.tag)
        .map((tag) => way(say(language, `tagShort.${tag}`), { tag })),
      ...kinds
        .filter((kind) => kind !== wanted.kind)
        .map((kind) => way(say(language, `kindShort.${kind}`), { kind })),
    ]
    return [
      ...(next === undefined ? [] : [way(say(language, 'browse.more'), wanted, next)]),
      ...(isEverything(wanted) ? [] : [way(say(language, 'browse.all'), {})]),
      ...shelves,
    ].slice(0, 12)
  }

  const command: Command = {
    id: 'library.browse',
    words: { th: ['คลังความรู้'], en: ['library'] },
    who: 'everyone',
    where: ['private', 'group'],
    argument: 'optional',
    help: (language) => ({
      summary: say(language, 'help.browse'),
      example: say(language, 'help.browseExample'),
    }),
    run: async (turn, argument) => {
      // A button carries the words to the next page, and a button has little room.
      const words = cut(argument.trim(), 40).replace(/…$/u, '')
      const wanted = turn.place === 'group' || words === '' ? {} : { words }
      return { messages: await page(turn, wanted, 0) }
    },
  }
  return { command, buttons: [open, more] }
}

const isEverything = ({ words, kind, tag }: Wanted): boolean =>
  words === undefined && kind === undefined && tag === undefined

function wantedInWords({ person: { language } }: Turn, { words, kind, tag }: Wanted): string {
  if (kind !== undefined) return say(language, `kind.${kind}`)
  if (tag !== undefined) return say(language, `tag.${tag}`)
  return words ?? ''
}
