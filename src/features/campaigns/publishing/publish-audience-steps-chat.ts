// Whom it is for: one audience or several together, and units that are left out.
import type th from '../../../../locales/th/campaigns.json'
import type publishing from '../../../../locales/th/publishing.json'
import type { Said } from '../../../conversation/dialog.js'
import type { Turn } from '../../../conversation/turn.js'
import { dayInBangkok } from '../../../i18n/calendar/bangkok-time.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { type Message, text } from '../../../line/message-builders.js'
import { roles } from '../../../security/roles.js'
import { titleOf } from '../../library/content/content-rules.js'
import { type Audience, type AudiencePart, isSame } from './audience.js'
import { listChoices, listMessage, type Option, pickedFrom } from './numbered-choice-chat.js'
import {
  audienceKinds,
  type Propose,
  type PublishAnswers,
  type PublishParts,
  type PublishResult,
  type PublishStep,
} from './publish-answers.js'

const say = textsOf<typeof th>('campaigns')
const tell = textsOf<typeof publishing>('publishing')
const changes = ['add', 'except', 'anew'] as const

export function audienceSteps(
  { units, library }: PublishParts,
  propose: Propose,
): Readonly<Record<string, PublishStep>> {
  const kindOptions = ({ person: { language } }: Turn): Option[] =>
    audienceKinds.map((kind) => ({
      value: kind,
      title: tell(language, `audience.${kind}`),
      detail: tell(language, `audience.${kind}Detail`),
    }))
  const unitOptions = async (): Promise<Option[]> =>
    (await units()).map((unit, index) => ({ value: String(index), title: unit }))
  const roleOptions = ({ person: { language } }: Turn): Option[] =>
    roles.map((role) => ({ value: role, title: tell(language, `role.${role}`) }))
  const policyOptions = async (turn: Turn): Promise<Option[]> =>
    (await library.publishedContent(dayInBangkok(turn.at)))
      .filter(({ from }) => from === 'policy')
      .map((published) => ({ value: published.key, title: titleOf(published, turn.person.language) }))
  const changeOptions = ({ person: { language } }: Turn): Option[] =>
    changes.map((change) => ({ value: change, title: tell(language, `recipients.${change}`) }))

  const chosenPart = (turn: Turn, answers: PublishAnswers, part: AudiencePart): Promise<PublishResult> =>
    propose(turn, answers, audienceWith(answers, part))

  return {
    choosingAudience: listStep({
      name: 'choosingAudience',
      title: (language) => say(language, 'choose.audience'),
      options: kindOptions,
      take: async (turn, answers, { value }) => {
        const kind = audienceKinds.find((one) => one === value)
        const fresh = { ...answers, page: 0 }
        switch (kind) {
          case 'unit':
            if ((await units()).length > 0) return { go: 'choosingUnit', answers: fresh }
            return { again: [text(say(turn.person.language, 'noUnits'))] }
          case 'role':
            return { go: 'choosingRole', answers: fresh }
          case 'notAcknowledged':
            if ((await policyOptions(turn)).length > 0) return { go: 'choosingPolicy', answers: fresh }
            return { again: [text(tell(turn.person.language, 'noPolicies'))] }
          case 'groups':
          case 'linkedStaff':
          case 'followers':
            return chosenPart(turn, fresh, { kind })
          case undefined:
            return { again: [] }
        }
      },
    }),
    choosingUnit: listStep({
      name: 'choosingUnit',
      title: (language) => say(language, 'choose.unit'),
      options: unitOptions,
      take: (turn, answers, { title }) => chosenPart(turn, answers, { kind: 'unit', unit: title }),
    }),
    choosingRole: listStep({
      name: 'choosingRole',
      title: (language) => tell(language, 'choose.role'),
      options: roleOptions,
      take: (turn, answers, { value }) => {
        const role = roles.find((one) => one === value) ?? 'staff'
        return chosenPart(turn, answers, { kind: 'role', role })
      },
    }),
    choosingPolicy: listStep({
      name: 'choosingPolicy',
      title: (language) => tell(language, 'choose.policy'),
      options: policyOptions,
      take: (turn, answers, { value, title }) =>
        chosenPart(turn, answers, { kind: 'notAcknowledged', policy: value, title }),
    }),
    changingRecipients: listStep({
      name: 'changingRecipients',
      title: (language) => tell(language, 'choose.recipients'),
      options: changeOptions,
      take: async (turn, answers, { value }) => {
        const fresh = { ...answers, page: 0, adding: value === 'add' }
        if (value !== 'except') return { go: 'choosingAudience', answers: fresh }
        if ((await units()).length > 0) return { go: 'choosingExcept', answers: fresh }
        return { again: [text(say(turn.person.language, 'noUnits'))] }
      },
    }),
    choosingExcept: listStep({
      name: 'choosingExcept',
      title: (language) => tell(language, 'choose.except'),
      options: unitOptions,
      take: async (turn, answers, { title }) => {
        const audience = answers.audience
        if (!audience) return { go: 'choosingAudience', answers }
        const exceptUnits = [...new Set([...audience.exceptUnits, title])]
        return propose(turn, answers, { ...audience, exceptUnits })
      },
    }),
  }
}

function audienceWith({ audience, adding }: PublishAnswers, part: AudiencePart): Audience {
  if (!audience || !adding) return { parts: [part], exceptUnits: [] }
  const others = audience.parts.filter((one) => !isSame(one, part))
  return { ...audience, parts: [...others, part].slice(-6) }
}

/** A step that is a choice from a list in pages. */
export function listStep({
  name,
  title,
  options,
  take,
}: {
  /** The step's own name: turning a page comes back to it. */
  readonly name: string
  readonly title: (language: Language, answers: PublishAnswers) => string
  readonly options: (turn: Turn) => readonly Option[] | Promise<readonly Option[]>
  readonly take: (turn: Turn, answers: PublishAnswers, picked: Option) => Promise<PublishResult>
}): PublishStep {
  return {
    takes: ['text'],
    ask: async (turn, answers) => {
      const { language } = turn.person
      return [listMessage(title(language, answers), await options(turn), answers.page, language)]
    },
    choices: async (turn, { page }) => listChoices(await options(turn), page, turn.person.language),
    take: async (turn, said: Said, answers) => {
      const all = await options(turn)
      const picked = pickedFrom(all, said)
      if (picked.kind === 'page') return { go: name, answers: { ...answers, page: picked.page } }
      const option = all.find(({ value }) => picked.kind === 'value' && picked.value === value)
      return option ? take(turn, answers, option) : { again: [noSuchNumber(turn, all)] }
    },
  }
}

function noSuchNumber(turn: Turn, options: readonly Option[]): Message {
  return text(say(turn.person.language, 'choose.notFound', { first: 1, last: options.length }))
}
