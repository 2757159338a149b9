// หลักฐาน [นโยบาย]: the evidence of a policy, as figures in the chat and as two files for an assessor. In private only, because
// it names everybody.
import { z } from 'zod'
import type th from '../../../../locales/th/evidence.json'
import { type Button, type Command, defineButton } from '../../../conversation/feature.js'
import type { Answer, Turn } from '../../../conversation/turn.js'
import { type Day, dayInBangkok } from '../../../i18n/calendar/bangkok-time.js'
import { fromThaiDigits } from '../../../i18n/calendar/thai-calendar.js'
import { textsOf } from '../../../i18n/texts.js'
import { flex, type Message, text } from '../../../line/message-builders.js'
import type { Role } from '../../../security/roles.js'
import type { FeatureDeps } from '../../feature-deps.js'
import { chainInWords, paperCard } from '../../handed-papers.js'
import type { AcknowledgementsRules } from '../acknowledgements-rules.js'
import { policyWordsFor } from '../policies/policy-schema.js'
import { policiesCard, progressInWords } from '../progress-card.js'
import { isCalled } from '../progress-chat.js'
import { brokenWarning, evidencePaper } from './evidence-paper.js'
import type { Evidence, Progress } from './evidence-rules.js'

const say = textsOf<typeof th>('evidence')
const who: readonly Role[] = ['ethics', 'executive', 'admin']

export function createEvidenceChat({
  rules,
  files,
  heavyWork,
  agencyName,
}: Pick<FeatureDeps, 'files' | 'heavyWork' | 'agencyName'> & { readonly rules: AcknowledgementsRules }): {
  readonly commands: readonly Command[]
  readonly buttons: readonly Button[]
} {
  const button = defineButton({
    id: 'acknowledgements.evidence',
    version: 1,
    livesDays: 500,
    who,
    where: ['private'],
    data: z.strictObject({ p: z.string(), v: z.int() }),
    press: (turn, { p, v }) => evidenceOf(turn, p, v),
  })

  const command: Command = {
    id: 'acknowledgements.evidence',
    words: { th: ['หลักฐาน', 'หลักฐานการรับทราบ'], en: ['evidence'] },
    who,
    where: ['private'],
    argument: 'optional',
    audited: true,
    help: (language) => ({
      summary: say(language, 'acknowledgement.help'),
      example: say(language, 'acknowledgement.helpExample'),
    }),
    async run(turn, wanted) {
      const { language } = turn.person
      const today = dayInBangkok(turn.at)
      const all = await rules.progressOfAll(today)
      const found = wanted === '' ? all : all.filter(({ policy }) => isCalled(policy, wanted))
      const [only] = found
      if (only && found.length === 1) return evidenceOf(turn, only.policy.key, only.policy.version)
      if (only) return { messages: [listOf(turn, found)] }
      const named = await byKey(wanted, today)
      if (named) return evidenceOf(turn, ...named)
      if (all.length === 0) return { messages: [text(say(language, 'acknowledgement.none'))] }
      return {
        messages: [text(say(language, 'acknowledgement.notFound')), listOf(turn, all)],
      }
    },
  }

  /** 'no-gift', also of a year that is over, or 'no-gift 1' for one of its versions. */
  async function byKey(wanted: string, today: Day): Promise<[key: string, version: number] | undefined> {
    const [, key = '', digits] = /^(\S+)(?:\s+(\d{1,4}))?$/.exec(fromThaiDigits(wanted.toLowerCase())) ?? []
    const policy =
      digits === undefined
        ? (await rules.progress(key, today))?.policy
        : await rules.policyVersion(key, Number(digits))
    return policy && [policy.key, policy.version]
  }

  async function evidenceOf(turn: Turn, key: string, version: number): Promise<Answer> {
    const { language, roles } = turn.person
    const evidence = await rules.evidence(key, version, dayInBangkok(turn.at))
    if (!evidence) return { messages: [text(say(language, 'acknowledgement.none'))] }
    const { policy, chain } = evidence
    const card = await paperCard({ files, heavyWork }, turn, {
      paper: evidencePaper(evidence, {
        language,
        agency: agencyName[language],
        asOf: turn.at,
        seesRefusals: roles.includes('ethics'),
      }),
      fileName: `evidence-${policy.fiscalYear}-${policy.key}-v${policy.version}`,
      what: `acknowledgement evidence ${policy.key} ${policy.version}`,
      kind: say(language, 'acknowledgement.title'),
      title: policyWordsFor(policy, language).words.title,
      lines: linesOf(evidence, turn),
      ...(chain.firstBroken !== undefined && { warning: brokenWarning(language, chain.firstBroken) }),
    })
    return { messages: [card] }
  }

  function listOf(turn: Turn, all: readonly Progress[]): Message {
    const { language } = turn.person
    const label = say(language, 'acknowledgement.make')
    const card = policiesCard(all, language, turn.at, ({ key, version }) =>
      button.action(label, turn.at, { p: key, v: version }),
    )
    return flex(all.map((progress) => progressInWords(progress, language)).join('\n'), card)
  }

  return { commands: [command], buttons: [button] }
}

function linesOf({ policy, all, chain }: Evidence, { person: { language } }: Turn): string[] {
  const { acknowledged, total, percent, paper, refused, pending } = all
  return [
    percent === undefined
      ? say(language, 'acknowledgement.card.nobody')
      : say(language, 'acknowledgement.card.share', { acknowledged, total, percent }),
    say(language, 'acknowledgement.card.apart', { paper, refused, pending }),
    say(language, 'acknowledgement.card.version', { version: policy.version, fiscalYear: policy.fiscalYear }),
    say(language, 'acknowledgement.card.chain', { state: chainInWords(language, chain.firstBroken) }),
  ]
}
