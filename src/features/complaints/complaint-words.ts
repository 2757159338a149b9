// The official words for kinds, categories, channels and statuses, for every card, page and table that shows them.
import type th from '../../../locales/th/complaints.json'
import { type Language, textsOf } from '../../i18n/texts.js'
import type {
  ComplaintCategory,
  ComplaintChannel,
  ComplaintKind,
  ComplaintStatus,
} from './complaint-kinds.js'

const say = textsOf<typeof th>('complaints')

export const kindName = (language: Language, kind: ComplaintKind): string => say(language, `kinds.${kind}`)
export const categoryName = (language: Language, category: ComplaintCategory): string =>
  say(language, `categories.${category}`)
export const channelName = (language: Language, channel: ComplaintChannel): string =>
  say(language, `channels.${channel}`)
/** The public wording: what a reporter and the public may read. */
export const statusName = (language: Language, status: ComplaintStatus): string =>
  say(language, `statuses.${status}`)
