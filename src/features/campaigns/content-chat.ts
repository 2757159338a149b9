// Content as it arrives in a chat: a picture, a card, or a policy with its button. อ่านฉบับเต็ม posts the text in reply.
import { z } from 'zod'
import type th from '../../../locales/th/campaigns.json'
import { type Button, defineButton } from '../../conversation/feature.js'
import type { Answer } from '../../conversation/turn.js'
import { type Language, textsOf } from '../../i18n/texts.js'
import { longText } from '../../line/long-text.js'
import { flex, image, type Message, text } from '../../line/message-builders.js'
import type { Policy } from '../acknowledgements/policy-schema.js'
import { contentCard, contentCardInWords, fullTextOf } from './content-card.js'
import type { ContentPictures } from './content-picture-card.js'
import { type ContentRules, type Published, titleOf } from './content-rules.js'
import { isPicture } from './content-schema.js'

const say = textsOf<typeof th>('campaigns')

export interface ContentChat {
  readonly buttons: readonly Button[]
  /** At most two messages. */
  readonly messagesOf: (published: Published, language: Language, at: Date) => Promise<Message[]>
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
      const words = body && !isPicture(body) ? fullTextOf(body, l) : undefined
      return {
        messages: words === undefined ? [text(say(turn.person.language, 'noFullText'))] : longText(words),
      }
    },
  })

  async function messagesOf(published: Published, language: Language, at: Date): Promise<Message[]> {
    if (published.from === 'policy') return policyMessages(published.policy, language, at)
    const { body, key, version } = published.content
    if (!isPicture(body)) {
      const action = read.action(say(language, 'card.readInFull'), at, { k: key, v: version, l: language })
      return [flex(contentCardInWords(body, language), contentCard(body, language, action))]
    }
    const { path, previewPath } = await pictures.pictureOf(body, language)
    const picture = image(`${publicUrl}${path}`, `${publicUrl}${previewPath}`)
    return body.link === undefined
      ? [picture]
      : [picture, text(`${titleOf(published, language)}\n${body.link}`)]
  }

  return { buttons: [read], messagesOf }
}
