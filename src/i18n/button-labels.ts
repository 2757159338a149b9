// The labels of buttons that never change: manuals and training slides show them, and people type them.
import type th from '../../locales/th/buttons.json'
import { textsOf } from './texts.js'

/** `buttonLabel('th', 'acknowledge')` */
export const buttonLabel = textsOf<typeof th>('buttons')
