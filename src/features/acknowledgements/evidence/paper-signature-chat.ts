// ลายเซ็น: an officer enters a signature on paper of somebody without LINE, step by step: who, which policy, on which day,
// with which witness, and only then ยืนยัน. One question at a time; people are found by employee code or part of a name.
import { z } from 'zod'
import type th from '../../../../locales/th/acknowledgements.json'
import {
  type Choice,
  type Dialog,
  defineDialog,
  type Said,
  type StepResult,
} from '../../../conversation/dialog.js'
import type { Command } from '../../../conversation/feature.js'
import type { Answer, Turn } from '../../../conversation/turn.js'
import { buttonLabel } from '../../../i18n/button-labels.js'
import { addDays, dayInBangkok, isDay } from '../../../i18n/calendar/bangkok-time.js'
import { dayTitle } from '../../../i18n/calendar/thai-calendar.js'
import { fromThaiDigits } from '../../../i18n/letters/thai-digits.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { fact, stack, words } from '../../../line/card-parts.js'
import { cut, flex, type Message, text } from '../../../line/message-builders.js'
import { hasAnyRole, type Role } from '../../../security/roles.js'
import type { AcknowledgementsRules } from '../acknowledgements-rules.js'
import { type Policy, policyWordsFor } from '../policies/policy-schema.js'
import type { Roster } from '../room-deps.js'
import type { PaperRecorded } from './declaration-rules.js'
import { readDay } from './signed-day.js'

const say = textsOf<typeof th>('acknowledgements')
const who: readonly Role[] = ['ethics', 'admin']
const dialogName = 'acknowledgements.paper'
const mostFound = 10

const answersSchema = z.strictObject({
  /** Staff ids that the last search found, in the order of their numbers. */
  found: z.array(z.string()),
  signer: z.string().optional(),
  policy: z.strictObject({ key: z.string(), version: z.int() }).optional(),
  signedOn: z.string().refine(isDay).optional(),
  witness: z.string().optional(),
})
type Answers = z.infer<typeof answersSchema>
type Person = Awaited<ReturnType<Roster['activeStaff']>>[number]

export function createPaperSignature(
  rules: AcknowledgementsRules,
  people: Pick<Roster, 'activeStaff' | 'staffById'>,
): { readonly command: Command; readonly dialog: Dialog } {
  const nameOf = async (staffId: string | undefined) =>
    (staffId !== undefined && (await people.staffById(staffId))?.name) || ''

  const pendingOf = (turn: Turn, staffId: string) => rules.pendingFor(staffId, dayInBangkok(turn.at))

  /** By the whole employee code, or by a part of the name, as people type it. */
  async function search(typed: string): Promise<Person[]> {
    const plain = (some: string) => some.toLowerCase().replace(/\s/g, '')
    const wanted = plain(fromThaiDigits(typed))
    const all = await people.activeStaff()
    const exact = all.filter(({ employeeCode }) => plain(employeeCode) === wanted)
    if (exact.length > 0) return exact
    return wanted.length < 2 ? [] : all.filter(({ name }) => plain(name).includes(plain(typed)))
  }

  async function foundChoices(found: readonly string[]): Promise<Choice[]> {
    const names = await Promise.all(found.map(nameOf))
    return found.map((value, index) => ({ value, label: cut(`${index + 1}. ${names[index]}`, 20) }))
  }

  /** One person was meant: `take` them. Several: number them. None: say so. */
  async function pickPerson(
    turn: Turn,
    said: Said,
    answers: Answers,
    here: string,
    take: (staffId: string) => StepResult<Answers> | Promise<StepResult<Answers>>,
  ): Promise<StepResult<Answers>> {
    const { language } = turn.person
    if (said.kind === 'choice') return take(said.value)
    const typed = said.kind === 'text' ? said.text.trim() : ''
    const numbered = answers.found[Number(fromThaiDigits(typed)) - 1]
    if (numbered !== undefined) return take(numbered)
    const found = await search(typed)
    const [only, ...others] = found
    if (!only) return { again: [text(say(language, 'paper.nobody'))] }
    if (others.length === 0) return take(only.staffId)
    if (found.length > mostFound)
      return { again: [text(say(language, 'paper.tooMany', { count: found.length }))] }
    const lines = found.map(({ name, unit }, index) => `${index + 1}. ${name} (${unit})`)
    const list = text([say(language, 'paper.several'), ...lines].join('\n'))
    return { go: here, answers: { ...answers, found: found.map(({ staffId }) => staffId) }, first: [list] }
  }

  const titleOf = (policy: Policy, language: Language) => policyWordsFor(policy, language).words.title

  async function summary(turn: Turn, answers: Answers): Promise<Message> {
    const { language } = turn.person
    const policy = answers.policy && (await rules.policyVersion(answers.policy.key, answers.policy.version))
    const facts: [string, string][] = [
      [say(language, 'paper.signer'), await nameOf(answers.signer)],
      [say(language, 'paper.policy'), policy ? titleOf(policy, language) : ''],
      [say(language, 'paper.signedOn'), answers.signedOn ? dayTitle(answers.signedOn, language) : ''],
      [say(language, 'paper.witness'), await nameOf(answers.witness)],
    ]
    const shown = facts.filter(([, value]) => value !== '')
    return flex([say(language, 'paper.confirm'), ...shown.map((one) => one.join(': '))].join('\n'), {
      type: 'bubble',
      body: stack([
        words(say(language, 'paper.confirm'), { size: 'md', bold: true, colour: 'primary' }),
        ...shown.map(([name, value]) => fact(name, value)),
      ]),
    })
  }

  async function recorded(turn: Turn, answers: Answers): Promise<Answer> {
    const { language } = turn.person
    const { signer, policy, signedOn, witness } = answers
    // Whoever lost the role while the dialog was open records nothing any more.
    if (!hasAnyRole(turn.person.roles, who)) return { messages: [text(say(language, 'paper.notAllowed'))] }
    if (!signer || !policy || !signedOn || !witness)
      return { messages: [text(say(language, 'paper.incomplete'))] }
    const result = await rules.recordPaper({
      policyKey: policy.key,
      version: policy.version,
      staffId: signer,
      signedOn,
      witnessId: witness,
      recordedBy: turn.person.staffId ?? turn.chat.key,
      at: turn.at,
      language: 'th',
      eventKey: turn.eventKey,
    })
    return { messages: [text(await outcomeInWords(result, signer, language))] }
  }

  async function outcomeInWords(result: PaperRecorded, signer: string, language: Language): Promise<string> {
    if (!result.ok) return say(language, `paper.refused.${result.why}`)
    const { policy, number } = result
    const name = await nameOf(signer)
    return say(language, 'paper.recorded', { name, title: titleOf(policy, language), number })
  }

  const command: Command = {
    id: 'acknowledgements.paper',
    words: { th: ['ลายเซ็น'], en: ['paper-signature', 'paper signature'] },
    who,
    where: ['private'],
    argument: 'none',
    audited: true,
    help: (language) => ({ summary: say(language, 'help.paper') }),
    run: async () => ({ open: { dialog: dialogName, answers: { found: [] } } }),
  }

  const dialog = defineDialog<Answers>({
    name: dialogName,
    version: 1,
    idleMinutes: 30,
    who,
    places: ['private'],
    answers: answersSchema,
    first: 'choosingSigner',
    steps: {
      choosingSigner: {
        takes: ['text'],
        ask: (turn) => [text(say(turn.person.language, 'paper.askSigner'))],
        choices: (_turn, { found }) => foundChoices(found),
        take: (turn, said, answers) =>
          pickPerson(turn, said, answers, 'choosingSigner', async (signer) => {
            const [only, ...others] = await pendingOf(turn, signer)
            if (!only) return { again: [text(say(turn.person.language, 'paper.nothingPending'))] }
            const next: Answers = { found: [], signer }
            if (others.length > 0) return { go: 'choosingPolicy', answers: next }
            return {
              go: 'choosingDay',
              answers: { ...next, policy: { key: only.key, version: only.version } },
            }
          }),
      },
      choosingPolicy: {
        takes: ['text'],
        ask: async (turn, { signer = '' }) => {
          const { language } = turn.person
          const titles = (await pendingOf(turn, signer)).map(
            (policy, index) => `${index + 1}. ${titleOf(policy, language)}`,
          )
          const question = say(language, 'paper.askPolicy', { name: await nameOf(signer) })
          return [text([question, ...titles].join('\n'))]
        },
        choices: async (turn, { signer = '' }) =>
          (await pendingOf(turn, signer)).slice(0, mostFound).map((policy, index) => ({
            value: `${policy.key}/${policy.version}`,
            label: cut(`${index + 1}. ${titleOf(policy, turn.person.language)}`, 20),
          })),
        take: async (turn, said, answers) => {
          const pending = await pendingOf(turn, answers.signer ?? '')
          const typed = said.kind === 'text' ? Number(fromThaiDigits(said.text)) : 0
          const chosen = pending.find(
            ({ key, version }, index) =>
              index + 1 === typed || (said.kind === 'choice' && said.value === `${key}/${version}`),
          )
          if (!chosen) return { again: [text(say(turn.person.language, 'paper.noSuchNumber'))] }
          return {
            go: 'choosingDay',
            answers: { ...answers, policy: { key: chosen.key, version: chosen.version } },
          }
        },
      },
      choosingDay: {
        takes: ['text'],
        ask: (turn) => [text(say(turn.person.language, 'paper.askDay'))],
        choices: ({ at, person: { language } }) => [
          { value: dayInBangkok(at), label: say(language, 'paper.today') },
          { value: addDays(dayInBangkok(at), -1), label: say(language, 'paper.yesterday') },
        ],
        take: async (turn, said, answers) => {
          const { language } = turn.person
          const today = dayInBangkok(turn.at)
          const typed = said.kind === 'choice' ? said.value : said.kind === 'text' ? said.text : ''
          const signedOn = readDay(typed, today)
          const policy =
            answers.policy && (await rules.policyVersion(answers.policy.key, answers.policy.version))
          if (!signedOn) return { again: [text(say(language, 'paper.noSuchDay'))] }
          if (signedOn > today || (policy && signedOn < policy.opens))
            return { again: [text(say(language, 'paper.refused.notThatDay'))] }
          return { go: 'choosingWitness', answers: { ...answers, found: [], signedOn } }
        },
      },
      choosingWitness: {
        takes: ['text'],
        ask: (turn) => [text(say(turn.person.language, 'paper.askWitness'))],
        choices: (_turn, { found }) => foundChoices(found),
        take: (turn, said, answers) =>
          pickPerson(turn, said, answers, 'choosingWitness', (witness) =>
            witness === answers.signer
              ? { again: [text(say(turn.person.language, 'paper.refused.witnessIsSigner'))] }
              : { go: 'confirming', answers: { ...answers, found: [], witness } },
          ),
      },
      confirming: {
        takes: [],
        ask: async (turn, answers) => [await summary(turn, answers)],
        choices: (turn) => [{ value: 'confirm', label: buttonLabel(turn.person.language, 'confirm') }],
        take: async (turn, _said, answers) => ({ done: await recorded(turn, answers) }),
      },
    },
  })

  return { command, dialog }
}
