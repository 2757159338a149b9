// One's own name as English says it: "my name is …", "I'm …", "this is … speaking", and what stands under "regards".

import { latinName, nameFrom } from '../names/thai-name-shape.js'
import type { Sign } from './disclosure-kinds.js'

/** A name follows for certain, in whatever letters. */
const named =
  /\bmy (?:full |real |first |last |family |nick)?name(?: is| 's|'s|s|:)? |\bi am called |\bi'?m called |\b(?:please )?call me |\bsigned[,:]?[ \n]|\b(?:best|kind|warm) regards,?[ \n]|\byours (?:truly|faithfully|sincerely),?[ \n]|\bsincerely,?[ \n]/giu
/** A name follows when it is written like one. */
const maybe = /\b(?:i'm|i am|im) /giu
const spoken = /\b(?:this is|it's|it is) /giu
const speaking = /[ ,]{1,2}(?:speaking|here|calling|writing|reporting)\b/iuy

export function englishNamesIn(words: string): readonly Sign[] {
  const after = (pattern: RegExp, nameAt: (from: number) => number | undefined): readonly Sign[] =>
    [...words.matchAll(pattern)].flatMap(({ index, 0: head }) => {
      const end = nameAt(index + head.length)
      return end === undefined ? [] : [{ kind: 'ownName' as const, start: index, end, instead: '' }]
    })
  return [
    ...after(named, (from) => nameFrom(words, from, 'named')),
    ...after(maybe, (from) => titledOrCapital(words, from)),
    ...after(spoken, (from) => {
      const end = titledOrCapital(words, from)
      if (end === undefined) return undefined
      speaking.lastIndex = end
      return speaking.test(words) ? speaking.lastIndex : undefined
    }),
  ]
}

const titledOrCapital = (words: string, from: number): number | undefined =>
  /^\p{Lu}|^(?:mr|mrs|ms|miss|dr)\b/iu.test(words.slice(from, from + 5)) && startsLikeName(words, from)
    ? (latinName(words, from, true) ?? nameFrom(words, from, 'titled'))
    : undefined

const startsLikeName = (words: string, from: number): boolean => /^\p{Lu}/u.test(words.slice(from, from + 2))
