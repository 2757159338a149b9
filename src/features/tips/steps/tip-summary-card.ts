// The card on which a person checks what was told, with how complete it is. Its altText, which a locked screen shows, says
// nothing of it.
import { buttonLabel } from '../../../i18n/button-labels.js'
import type { Language } from '../../../i18n/texts.js'
import { cut, type FlexComponent, flex, type Message } from '../../../line/message-builders.js'
import { chosenName, partName } from '../../cases/disclosure/telling-words.js'
import { categoryName, kindName } from '../../complaints/complaint-words.js'
import {
  chosenAbout,
  completenessOfDraft,
  filesIn,
  kindOf,
  type Question,
  type TipDraft,
  wordsAbout,
} from '../tip-draft.js'
import { say } from '../tips-words.js'

/** A bubble holds 30 KB: 8 parts of 600 Thai characters are 15. */
const mostShown = 600
const grey = '#5B6472'

export function summaryCard(language: Language, draft: TipDraft): Message {
  const submit = { submit: buttonLabel(language, 'submit') }
  const shown = partsOf(language, draft)
  const shortened = shown.some(({ words }) => words.length > mostShown)
  return flex(say(language, 'summary.altText', submit), {
    type: 'bubble',
    body: {
      type: 'box',
      layout: 'vertical',
      spacing: 'lg',
      contents: [
        { type: 'text', text: say(language, 'summary.title'), weight: 'bold', size: 'lg', wrap: true },
        ...(kindOf(draft) === 'corruption' ? [meter(language, draft)] : []),
        ...shown.map(({ title, words }) => part(title, cut(words, mostShown))),
        { type: 'separator' },
        ...(shortened ? [note(say(language, 'summary.shortened'))] : []),
        note(say(language, 'summary.submit', submit)),
      ],
    },
  })
}

/** For whom a number says little, the bar and the sentence say it. */
function meter(language: Language, draft: TipDraft): FlexComponent {
  const { score, specific, missing } = completenessOfDraft(draft)
  const [most] = missing
  const advice =
    specific || !most
      ? say(language, 'summary.specific')
      : say(language, 'summary.wouldHelp', { part: partName(language, most) })
  return {
    type: 'box',
    layout: 'vertical',
    spacing: 'sm',
    contents: [
      note(say(language, 'summary.completeness', { score })),
      {
        type: 'box',
        layout: 'vertical',
        backgroundColor: '#E5E7EB',
        height: '8px',
        cornerRadius: '4px',
        contents: [
          {
            type: 'box',
            layout: 'vertical',
            backgroundColor: specific ? '#1B7F4B' : '#B45309',
            width: `${Math.max(score, 2)}%`,
            height: '8px',
            cornerRadius: '4px',
            contents: [{ type: 'filler' }],
          },
        ],
      },
      note(advice),
    ],
  }
}

function partsOf(language: Language, draft: TipDraft): { title: string; words: string }[] {
  const asked: readonly Question[] =
    kindOf(draft) === 'general' ? ['what', 'when', 'where'] : ['what', 'who', 'when', 'where', 'howKnown']
  const other = draft.agency === 'other' ? [say(language, 'summary.otherAgency')] : []
  const category = draft.category ? categoryName(language, draft.category) : say(language, 'summary.notSaid')
  return [
    { title: kindName(language, kindOf(draft)), words: [category, ...other].join('\n') },
    ...asked.map((about) => ({ title: partName(language, about), words: told(language, draft, about) })),
    { title: partName(language, 'evidence'), words: evidence(language, draft) },
    {
      title: say(language, 'summary.notice'),
      words: say(language, draft.notice ? 'summary.noticeOn' : 'summary.noticeOff'),
    },
  ]
}

function told(language: Language, draft: TipDraft, about: Question): string {
  const chosen = chosenAbout(draft, about)
  const words = [...(chosen ? [chosenName(language, chosen)] : []), ...wordsAbout(draft, about)]
  if (words.length > 0) return words.join('\n')
  return say(language, draft.unknown.includes(about) ? 'summary.unknown' : 'summary.notSaid')
}

function evidence(language: Language, draft: TipDraft): string {
  const pictures = draft.pictures.length
  const others = filesIn(draft) - pictures
  const uncleaned = draft.files.filter(({ clean }) => !clean).length
  const shown = [
    ...(pictures > 0 ? [say(language, 'summary.pictures', { pictures })] : []),
    ...(others > 0 ? [say(language, 'summary.files', { files: others })] : []),
    ...(uncleaned > 0 ? [say(language, 'summary.uncleaned', { files: uncleaned })] : []),
    ...wordsAbout(draft, 'evidence'),
  ]
  return shown.length > 0 ? shown.join('\n') : say(language, 'summary.notSaid')
}

function part(title: string, words: string): FlexComponent {
  return {
    type: 'box',
    layout: 'vertical',
    contents: [
      { type: 'text', text: title, size: 'sm', color: grey, wrap: true },
      { type: 'text', text: words, wrap: true },
    ],
  }
}

function note(words: string): FlexComponent {
  return { type: 'text', text: words, size: 'sm', color: grey, wrap: true }
}
