// Walks through the tip dialog as the engine does: answers survive only as JSON, choices count only when they are offered,
// and everything that is said is kept for the test to read.

import type { Connection } from 'mongoose'
import sharp from 'sharp'
import type { Choice, Said, StepResult, WhyClosed } from '../../../src/conversation/dialog.js'
import type { SentFile, Turn } from '../../../src/conversation/turn.js'
import { type Cases, createCases } from '../../../src/features/cases/cases-feature.js'
import {
  createComplaints,
  createConcernedUnits,
} from '../../../src/features/complaints/complaints-feature.js'
import type { ComplaintsRules } from '../../../src/features/complaints/complaints-rules.js'
import { createSettings } from '../../../src/features/settings/settings-feature.js'
import type { SettingsRules } from '../../../src/features/settings/settings-rules.js'
import { type TipDraft, tipDraft } from '../../../src/features/tips/tip-draft.js'
import { createTips } from '../../../src/features/tips/tips-feature.js'
import type { Language } from '../../../src/i18n/texts.js'
import type { Message } from '../../../src/line/message-builders.js'
import { makeRecipientKeys, type RecipientKeys } from '../../../src/sealing/vault.js'
import { createAudit } from '../../../src/security/audit/audit.js'
import { addressOf } from '../../../src/security/chat-address.js'
import { createKeyring } from '../../../src/security/keyring.js'
import { createRecipients } from '../../../src/security/vault-recipients.js'
import { sharedHeavyWork } from '../../harness/shared-heavy-work.js'

export const lineUserId = 'U0123456789abcdef0123456789abcdef'
export const eventAt = new Date('2026-01-15T18:30:12.345Z')
const keyring = createKeyring(Buffer.alloc(32, 7))
const publicUrl = 'https://agency.example'

export function privateTurn(eventKey: string, language: Language = 'th'): Turn {
  const chat = addressOf(keyring, 'main', lineUserId)
  return {
    eventKey,
    at: eventAt,
    channel: 'main',
    place: 'private',
    chat,
    sender: chat,
    person: { language, roles: [] },
  }
}

export function picture(messageKey: string, answer: Awaited<ReturnType<SentFile['read']>>): SentFile {
  return { kind: 'picture', messageKey, read: async () => answer }
}

/** A JPEG with a place and a camera in its metadata. */
export async function photograph(colour: string): Promise<Buffer> {
  return sharp({ create: { width: 40, height: 30, channels: 3, background: colour } })
    .jpeg()
    .withExif({ IFD0: { Make: 'Canary Camera' } })
    .toBuffer()
}

export interface Agency {
  readonly tips: ReturnType<typeof createTips>
  readonly cases: Cases
  readonly complaints: ComplaintsRules
  readonly settings: SettingsRules
  readonly now: { at: Date }
}

/** `register` may be taken over by a test that wants a crash there. */
export function agencyOn(connection: Connection, register?: ComplaintsRules['register']): Agency {
  const now = { at: eventAt }
  const clock = () => now.at
  const audit = createAudit(connection, clock, keyring)
  const { rules: complaints } = createComplaints({ connection, clock, audit })
  const { rules: settings } = createSettings({ connection, audit })
  const cases = createCases(
    { connection, clock, audit, keyring, publicUrl, heavyWork: sharedHeavyWork },
    {
      complaints: { ...complaints, register: register ?? complaints.register },
      concerned: createConcernedUnits(
        { connection, keyring, audit },
        { complaints, people: { units: async () => [] } },
      ),
      settings,
      people: { peopleWithRole: async () => [] },
    },
  )
  const tips = createTips(
    { connection, clock, keyring, publicUrl, heavyWork: sharedHeavyWork },
    { cases, settings },
  )
  return { tips, cases, complaints, settings, now }
}

export async function addOfficer(
  connection: Connection,
  name = 'ผู้อำนวยการ',
  kinds?: readonly string[],
): Promise<RecipientKeys> {
  const keys = await makeRecipientKeys()
  await createRecipients(connection).add({
    name,
    publicKey: keys.publicKey,
    addedOn: '2026-01-01',
    ...(kinds && { kinds }),
  })
  return keys
}

/** Events of two walks have different keys, as LINE's have. */
let walks = 0

export interface Walk {
  /** Where the person is; `undefined` when the dialog is over. */
  readonly step: string | undefined
  readonly draft: TipDraft
  /** All words of the last answer, Flex texts too. */
  readonly said: string
  readonly messages: readonly Message[]
  readonly choices: readonly Choice[]
  choose(label: string): Promise<void>
  say(words: string, messageKey?: string): Promise<void>
  send(file: SentFile): Promise<void>
  unsend(messageKey: string): Promise<void>
  end(why: WhyClosed): Promise<void>
}

export async function beginTip(agency: Agency, language: Language = 'th'): Promise<Walk> {
  const [dialog] = agency.tips.feature.dialogs ?? []
  const [command] = agency.tips.feature.commands ?? []
  if (!dialog || !command) throw new Error('Tips have no dialog or no command')
  const walk = walks++
  let count = 0
  let step: string | undefined
  let answers: unknown
  let messages: readonly Message[] = []
  let choices: readonly Choice[] = []
  const turn = () => privateTurn(`event-${walk}-${count++}`, language)
  const here = () => {
    const found = step === undefined ? undefined : dialog.steps[step]
    if (!found) throw new Error(`The person is at no step: ${step}`)
    return found
  }

  async function ask(first: readonly Message[]): Promise<void> {
    const now = turn()
    messages = [...first, ...(await here().ask(now, answers))]
    choices = (await here().choices?.(now, answers)) ?? []
  }

  async function take(said: Said): Promise<void> {
    const result: StepResult<unknown> = await here().take(turn(), said, answers)
    if ('again' in result) messages = result.again
    else if ('done' in result) {
      step = undefined
      messages = result.done.messages ?? []
      choices = []
    } else {
      step = result.go
      answers = JSON.parse(JSON.stringify(result.answers))
      await ask(result.first ?? [])
    }
  }

  const answer = await command.run(turn(), '')
  messages = answer.messages ?? []
  if (answer.open) {
    step = dialog.first
    answers = JSON.parse(JSON.stringify(answer.open.answers))
    await ask([])
  }

  return {
    get step() {
      return step
    },
    get draft() {
      return tipDraft.parse(answers)
    },
    get messages() {
      return messages
    },
    get said() {
      return messages.map(wordsOf).join('\n')
    },
    get choices() {
      return choices
    },
    async choose(label) {
      const choice = choices.find((one) => one.label === label)
      if (!choice) throw new Error(`"${label}" is not offered at ${step}: ${choices.map((one) => one.label)}`)
      await take({ kind: 'choice', value: choice.value })
    },
    async say(words, messageKey = `message-${count}`) {
      const choice = choices.find((one) => one.label === words)
      if (choice) return take({ kind: 'choice', value: choice.value })
      if (!here().takes.includes('text')) throw new Error(`Words are not taken at ${step}`)
      await take({ kind: 'text', text: words, messageKey })
    },
    async send(file) {
      if (!here().takes.includes('file')) throw new Error(`Files are not taken at ${step}`)
      await take({ kind: 'file', file })
    },
    async unsend(messageKey) {
      answers = await dialog.forget?.(answers, messageKey)
    },
    async end(why) {
      await dialog.closed?.(answers, why)
      step = undefined
    },
  }
}

/** Through all questions to the summary, with one picture. */
export async function walkToSummary(agency: Agency, words: string, bytes: Buffer): Promise<Walk> {
  const walk = await beginTip(agency)
  await toCategory(walk)
  await walk.choose('เรียกรับสินบน')
  await walk.say(`${words} what`, 'm-what')
  await walk.choose('ต่อไป')
  await walk.say(`${words} who`, 'm-who')
  await walk.say(`${words} when`, 'm-when')
  await walk.say(`${words} where`, 'm-where')
  await walk.choose('เห็นเอง')
  await walk.send(picture('m-picture', { ok: true, bytes, mime: 'image/jpeg' }))
  await walk.choose('ต่อไป')
  await walk.choose('ไม่ต้องแจ้งเตือน')
  if (walk.step === 'addingMore') await walk.choose('ข้าม')
  return walk
}

/** Past who sees what, as corruption in this agency. */
export async function toCategory(walk: Walk): Promise<void> {
  await walk.choose('ยอมรับและเริ่ม')
  await walk.choose('ทุจริต/ประพฤติมิชอบ')
  await walk.choose('หน่วยงานนี้')
}

/** Skips until the person is there. */
export async function skipTo(walk: Walk, step: string): Promise<void> {
  while (walk.step !== step) {
    const skip = walk.choices.find(({ label }) => label === 'ข้าม')
    if (!skip) throw new Error(`Nothing can be skipped at ${walk.step}`)
    await walk.choose(skip.label)
  }
}

function wordsOf(message: Message): string {
  if (message.type === 'text' && 'text' in message) return String(message.text)
  return textsIn(message).join('\n')
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  )
}
