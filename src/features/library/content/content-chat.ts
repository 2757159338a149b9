// Content as it arrives in a chat: a picture, a card, or a policy with its button. อ่านฉบับเต็ม posts the text in reply.
import { z } from 'zod'
import type th from '../../../../locales/th/library.json'
import { type Button, defineButton } from '../../../conversation/feature.js'
import type { Answer } from '../../../conversation/turn.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { carousels } from '../../../line/carousels.js'
import { longText } from '../../../line/long-text.js'
import { type Action, flex, image, type Message, text } from '../../../line/message-builders.js'
import { CannotDraw } from '../../../media/drawing/picture-problem.js'
import type { Policy } from '../../acknowledgements/policies/policy-schema.js'
import { contentCard, contentCardInWords, fullTextOf, pageCard } from './content-card.js'
import type { KeptPicture } from './content-model.js'
import type { ContentPictures } from './content-picture-card.js'
import type { ContentRules, Published } from './content-rules.js'
import {
  type CardBody,
  type ContentBody,
  type DrawnBody,
  headlineOf,
  isDrawn,
  isUploaded,
  type UploadedBody,
} from './content-schema.js'

const say = textsOf<typeof th>('library')

export interface ContentChat {
  readonly buttons: readonly Button[]
  /** At most two messages. */
  readonly messagesOf: (published: Published, language: Language, at: Date) => Promise<Message[]>
  /** The same of what nobody has confirmed yet: its picture is kept for a day, and its full text is asked for by `read`. */
  readonly draftMessagesOf: (body: ContentBody, language: Language, read: Action) => Promise<Message[]>
}

export function createContentChat({
  rules,
  pictures,
  policyMessages,
  publicUrl,
}: {
  readonly rules: ContentRules
  readonly pictures: ContentPictures
  /** How a policy is shown, by whoever keeps policies. */
  readonly policyMessages: (policy: Policy, language: Language, at: Date) => Message[]
  readonly publicUrl: string
}): ContentChat {
  const read = defineButton({
    id: 'campaigns.read',
    version: 1,
    livesDays: 800,
    who: 'everyone',
    where: ['private', 'group'],
    data: z.strictObject({ k: z.string(), v: z.int(), l: z.enum(['th', 'en']) }),
    press: async (turn, { k, v, l }): Promise<Answer> => {
      const body = (await rules.contentVersion(k, v))?.body
      const words = body && fullTextIn(body, l)
      return {
        messages: words === undefined ? [text(say(turn.person.language, 'noFullText'))] : longText(words),
      }
    },
  })

  async function messagesOf(published: Published, language: Language, at: Date): Promise<Message[]> {
    if (published.from === 'policy') return policyMessages(published.policy, language, at)
    const { body, key, version } = published.content
    const action = read.action(say(language, 'card.readInFull'), at, { k: key, v: version, l: language })
    return messagesOfBody(body, language, action, pictures.pictureOf)
  }

  async function messagesOfBody(
    body: ContentBody,
    language: Language,
    action: Action,
    pictureOf: (body: DrawnBody, language: Language) => Promise<KeptPicture>,
  ): Promise<Message[]> {
    const card = (shown: CardBody) => [
      flex(contentCardInWords(shown, language), contentCard(shown, language, action)),
    ]
    const drawn = async (shown: DrawnBody): Promise<Message> => {
      const { path, previewPath } = await pictureOf(shown, language)
      return image(`${publicUrl}${path}`, `${publicUrl}${previewPath}`)
    }
    if (isUploaded(body)) return withLink(uploaded(body, language), body, language)
    if (!isDrawn(body)) return card(body)
    try {
      return withLink([await drawn(body)], body, language)
    } catch (error) {
      // Kept before these were drawn, and too long for a picture: it stays the card that it was.
      if (error instanceof CannotDraw && body.kind === 'dosAndDonts') return card(body)
      throw error
    }
  }

  function uploaded(body: UploadedBody, language: Language): Message[] {
    const [first, ...others] = body.pictures
    if (first && others.length === 0)
      return [image(`${publicUrl}${first.path}`, `${publicUrl}${first.previewPath}`)]
    const pages = body.pictures.map((page, index) => pageCard(page, index + 1, publicUrl, language))
    return carousels(headlineOf(body, language).title, pages)
  }

  return {
    buttons: [read],
    messagesOf,
    draftMessagesOf: (body, language, action) =>
      messagesOfBody(body, language, action, pictures.draftPictureOf),
  }
}

/** The full text of a piece that is shown as a card, if it has one. */
export const fullTextIn = (body: ContentBody, language: Language): string | undefined =>
  isCard(body) ? fullTextOf(body, language) : undefined

const isCard = (body: ContentBody): body is CardBody =>
  !isUploaded(body) && (!isDrawn(body) || body.kind === 'dosAndDonts')

function withLink(messages: Message[], body: ContentBody, language: Language): Message[] {
  return body.link === undefined
    ? messages
    : [...messages, text(`${headlineOf(body, language).title}\n${body.link}`)]
}
