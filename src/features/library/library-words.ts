// The sentences of the library.
import type th from '../../../locales/th/library.json'
import { textsOf } from '../../i18n/texts.js'

export const say = textsOf<typeof th>('library')
