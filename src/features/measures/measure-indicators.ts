// The ITA indicators that the issue of a measure names: agencies write them as the assessment does, alone or with more words.
import type th from '../../../locales/th/library.json'
import { languages, textsOf } from '../../i18n/texts.js'
import { type ContentTag, contentTags } from '../library/content/content-schema.js'

const say = textsOf<typeof th>('library')

/** 'ตัวชี้วัดที่ 2 การใช้งบประมาณ' names `budget`; other issues name none. */
export const indicatorsIn = (issue: string): readonly ContentTag[] =>
  contentTags.filter((tag) =>
    languages.some((language) => plain(issue).includes(plain(say(language, `tag.${tag}`)))),
  )

const plain = (words: string): string => words.toLowerCase().replace(/\s+/g, '')
