// Asks once, gently, for what would help most: an unsigned letter that is not specific can rarely be acted on. Whoever does
// not want to add anything goes on with one tap and is not asked again.
import type { Step } from '../../../conversation/dialog.js'
import { text } from '../../../line/message-builders.js'
import { partName } from '../../cases/disclosure/telling-words.js'
import type { TellingPart } from '../../cases/filing/tip-completeness.js'
import { completenessOfDraft, type TipDraft } from '../tip-draft.js'
import { say } from '../tips-words.js'
import { skip, type TipStep } from './tip-steps-chat.js'

export const stepFor: Readonly<Record<TellingPart, TipStep>> = {
  what: 'describingWhat',
  who: 'namingWho',
  when: 'tellingWhen',
  where: 'tellingWhere',
  howKnown: 'tellingHowKnown',
  evidence: 'sendingEvidence',
}

export const addingMore: Step<TipDraft> = {
  takes: [],
  ask: ({ person: { language } }, draft) => {
    const [part = 'what'] = completenessOfDraft(draft).missing
    const hint = say(language, `hint.${part}`)
    return [text(say(language, 'ask.more', { part: partName(language, part), hint }))]
  },
  choices: ({ person: { language } }) => [
    { value: 'add', label: say(language, 'choice.addMore') },
    skip(language),
  ],
  take: async (_turn, said, draft) => {
    const [part] = completenessOfDraft(draft).missing
    const answers = { ...draft, nudged: true }
    return said.kind === 'choice' && said.value === 'add' && part
      ? { go: stepFor[part], answers: { ...answers, editing: true } }
      : { go: 'checkingSummary', answers }
  },
}
