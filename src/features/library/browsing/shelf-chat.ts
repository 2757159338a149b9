// คลังเนื้อหา for ethics officers and admins: every piece, also what is put away, with new version, put away, take out again, and
// the large picture for print.
import { z } from 'zod'
import { type Button, type Command, defineButton } from '../../../conversation/feature.js'
import type { Answer, Turn } from '../../../conversation/turn.js'
import { carousels } from '../../../line/carousels.js'
import { type Action, image, type Message, text, withQuickReplies } from '../../../line/message-builders.js'
import { newVersionDialogName } from '../adding/add-content-chat.js'
import { draftOf } from '../adding/content-draft.js'
import type { PreviewOf } from '../adding/piece-preview-card.js'
import type { ContentPictures } from '../content/content-picture-card.js'
import type { ContentRules, ShelvedContent } from '../content/content-rules.js'
import { headlineOf, isDrawn } from '../content/content-schema.js'
import { keeperOf, keepers } from '../library-officers.js'
import { say } from '../library-words.js'
import { pieceCard } from './library-browse-card.js'

const pageOfPieces = 8
const livesDays = 60

export function createShelfChat({
  rules,
  pictures,
  previewOf,
  publicUrl,
}: {
  readonly rules: Pick<ContentRules, 'shelf' | 'setArchived'>
  readonly pictures: Pick<ContentPictures, 'pictureOf'>
  readonly previewOf: PreviewOf
  readonly publicUrl: string
}): { readonly command: Command; readonly buttons: readonly Button[] } {
  const about = { version: 1, livesDays, who: keepers, where: ['private'] as const }
  const whole = z.strictObject({ k: z.string() })
  const onShelf = async (key: string) => (await rules.shelf()).find(({ content }) => content.key === key)
  const unknown = ({ person: { language } }: Turn): Answer => ({
    messages: [text(say(language, 'shelf.unknown'))],
  })

  const newVersion = defineButton({
    ...about,
    id: 'library.newVersion',
    data: whole,
    press: async (turn, { k }): Promise<Answer> => {
      const piece = await onShelf(k)
      if (!piece) return unknown(turn)
      const draft = draftOf(piece.content.body, piece.content.version)
      if (!draft) return { messages: [text(say(turn.person.language, 'shelf.onlyByScript'))] }
      return { open: { dialog: newVersionDialogName, answers: draft } }
    },
  })

  const archive = defineButton({
    ...about,
    id: 'library.archive',
    data: z.strictObject({ k: z.string(), a: z.boolean() }),
    press: async (turn, { k, a }): Promise<Answer> => {
      const { language } = turn.person
      const piece = await onShelf(k)
      const outcome = await rules.setArchived(k, a, keeperOf(turn))
      if (!piece || outcome === 'unknown') return unknown(turn)
      const { title } = headlineOf(piece.content.body, language)
      return { messages: [text(say(language, a ? 'shelf.archived' : 'shelf.restored', { title }))] }
    },
  })

  const print = defineButton({
    ...about,
    id: 'library.print',
    data: whole,
    press: async (turn, { k }): Promise<Answer> => {
      const { language } = turn.person
      const piece = await onShelf(k)
      if (!piece || !isDrawn(piece.content.body)) return unknown(turn)
      const { path, previewPath } = await pictures.pictureOf(piece.content.body, language, 2080)
      return { messages: [image(`${publicUrl}${path}`, `${publicUrl}${previewPath}`)] }
    },
  })

  const more = defineButton({
    ...about,
    id: 'library.shelf',
    data: z.strictObject({ f: z.int().min(0) }),
    press: async (turn, { f }): Promise<Answer> => ({ messages: await page(turn, f) }),
  })

  async function cardOf(turn: Turn, { content, archived }: ShelvedContent) {
    const { language } = turn.person
    const { key, body } = content
    const toggle: Action = archive.action(
      say(language, archived ? 'shelf.restore' : 'shelf.archive'),
      turn.at,
      { k: key, a: !archived },
    )
    const version = newVersion.action(say(language, 'shelf.newVersion'), turn.at, { k: key })
    const large = print.action(say(language, 'shelf.print'), turn.at, { k: key })
    const preview = await previewOf(body, language)
    const others = [toggle, ...(isDrawn(body) && preview !== undefined ? [large] : [])]
    return pieceCard({ content, preview, main: version, others, archived }, language)
  }

  async function page(turn: Turn, from: number): Promise<Message[]> {
    const { language } = turn.person
    const all = await rules.shelf()
    // What is in use first; each part keeps its order, the last added first.
    const ordered = [...all.filter(({ archived }) => !archived), ...all.filter(({ archived }) => archived)]
    const shown = ordered.slice(from, from + pageOfPieces)
    const add = say(language, 'command.add')
    const ways: Action[] = [
      ...(from + pageOfPieces < ordered.length
        ? [more.action(say(language, 'browse.more'), turn.at, { f: from + pageOfPieces })]
        : []),
      { type: 'message', label: add, text: add },
    ]
    if (shown.length === 0) return withQuickReplies([text(say(language, 'shelf.empty'))], ways)
    const titles = shown.map(({ content }) => `• ${headlineOf(content.body, language).title}`).join('\n')
    const cards = await Promise.all(shown.map((piece) => cardOf(turn, piece)))
    return withQuickReplies(carousels(`${say(language, 'shelf.title')}\n${titles}`, cards), ways)
  }

  const command: Command = {
    id: 'library.shelf',
    words: { th: ['คลังเนื้อหา'], en: ['content-shelf', 'content shelf'] },
    who: keepers,
    where: ['private'],
    argument: 'none',
    help: (language) => ({ summary: say(language, 'help.shelf') }),
    run: async (turn) => ({ messages: await page(turn, 0) }),
  }
  return { command, buttons: [newVersion, archive, print, more] }
}
