// What the engine itself says: help, cancel, expiry, old buttons, refusals.
import type th from '../../locales/th/conversation.json'
import { textsOf } from '../i18n/texts.js'

export const say = textsOf<typeof th>('conversation')
