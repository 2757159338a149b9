// An agency of 114 people in nine units with its policies and its library, on one database, spoken to through the router
// as a channel would; the clock is held still.
import { randomBytes } from 'node:crypto'
import { checkedMessages } from 'line-stand-in'
import type { Connection } from 'mongoose'
import { createDialogStore } from '../../../src/conversation/dialog-store.js'
import type { LineFacts } from '../../../src/conversation/line-facts.js'
import { type Act, createRouter, type Routed } from '../../../src/conversation/router.js'
import type { Turn } from '../../../src/conversation/turn.js'
import {
  type Acknowledgements,
  createAcknowledgements,
} from '../../../src/features/acknowledgements/acknowledgements-feature.js'
import type { Press } from '../../../src/features/acknowledgements/evidence/declaration-rules.js'
import type { PolicySpec } from '../../../src/features/acknowledgements/policies/policy-schema.js'
import { type Campaigns, createCampaigns } from '../../../src/features/campaigns/campaigns-feature.js'
import { createLibrary, type Library } from '../../../src/features/library/library-feature.js'
import { createPeople } from '../../../src/features/people/people-feature.js'
import type { PeopleRules } from '../../../src/features/people/people-rules.js'
import { createQuizzes, type Quizzes } from '../../../src/features/quizzes/quizzes-feature.js'
import { createSettings } from '../../../src/features/settings/settings-feature.js'
import type { SettingsRules } from '../../../src/features/settings/settings-rules.js'
import { type Day, dayInBangkok, isDay } from '../../../src/i18n/calendar/bangkok-time.js'
import type { Language } from '../../../src/i18n/texts.js'
import type { Message } from '../../../src/line/message-builders.js'
import { createMediaStore } from '../../../src/media/media-store.js'
import { type Audit, createAudit } from '../../../src/security/audit/audit.js'
import { addressOf } from '../../../src/security/chat-address.js'
import { createHandedFiles } from '../../../src/security/handed-files.js'
import { createKeyring } from '../../../src/security/keyring.js'
import type { Role } from '../../../src/security/roles.js'
import { sharedHeavyWork } from '../../harness/shared-heavy-work.js'

export const channel = 'staff'

/** Nine units of 13, 13, 13, 13, 13, 13, 12, 12 and 12 people. */
export const nineUnits = [13, 13, 13, 13, 13, 13, 12, 12, 12].map((size, index) => ({
  unit: `กองที่ ${index + 1}`,
  size,
}))

/** The codes begin with the number of the unit: '100' is the first of the first. */
export const rosterOfNineUnits = nineUnits.flatMap(({ unit, size }, index) =>
  Array.from({ length: size }, (_, place) => ({
    employeeCode: `${index + 1}${String(place).padStart(2, '0')}`,
    name: `บุคลากร ${index + 1}-${place}`,
    unit,
    position: '',
  })),
)

export const noGift: PolicySpec = {
  key: 'no-gift',
  fiscalYear: 2570,
  th: {
    title: 'นโยบายไม่รับของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่ (No Gift Policy)',
    summary: 'งดรับ งดให้ ของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่',
    points: ['ไม่รับของขวัญก่อน ขณะ และหลังปฏิบัติหน้าที่', 'หากจำเป็นต้องรับไว้ ให้รายงานผู้บังคับบัญชา'],
    text: 'ข้าพเจ้าขอประกาศเจตนารมณ์ว่า งดรับ งดให้ ของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่\n',
  },
  en: {
    title: 'No Gift Policy',
    summary: 'No gifts are taken or given in the course of duty.',
    points: ['No gifts before, during or after a duty'],
    text: 'We declare that we neither take nor give gifts in the course of duty.\n',
  },
  opens: '2026-10-01',
  due: '2026-12-31',
}

interface Speaker {
  readonly lineId?: string
  readonly group?: string
}

export interface AgencyWorld {
  readonly people: PeopleRules
  readonly acknowledgements: Acknowledgements
  readonly campaigns: Campaigns
  readonly library: Library
  readonly audit: Audit
  readonly quizzes: Quizzes
  readonly settings: SettingsRules
  /** For a second replica on the same database. */
  readonly deps: Parameters<typeof createAcknowledgements>[0]
  readonly facts: { quota: { limit?: number; used: number } | undefined; members: Map<string, number> }
  readonly staffIds: readonly string[]
  today(): Day
  setNow(moment: string): void
  /** Links a LINE account with the staff row at this place of the roster. */
  link(lineId: string, place: number, roles?: readonly Role[], language?: Language): Promise<string>
  turn(who: Speaker, eventKey?: string): Promise<Turn>
  says(who: Speaker, text: string, eventKey?: string): Promise<Routed>
  presses(who: Speaker, data: string, eventKey?: string): Promise<Routed>
  groupAddress(group: string): ReturnType<typeof addressOf>
}

export async function openAgency(connection: Connection): Promise<AgencyWorld> {
  let now = new Date('2026-11-20T12:00:00+07:00')
  let events = 0
  const clock = () => now
  const keyring = createKeyring(randomBytes(32))
  const audit = createAudit(connection, clock, keyring)
  const agencyName = { th: 'หน่วยงานทดสอบ', en: 'Test Agency' }
  const facts: AgencyWorld['facts'] = { quota: { limit: 500, used: 0 }, members: new Map() }
  const lineFacts: LineFacts = {
    quota: async () => facts.quota,
    memberCount: async ({ key }) => facts.members.get(key),
    basicId: async () => undefined,
  }
  const deps = {
    connection,
    keyring,
    clock,
    audit,
    agencyName,
    lineFacts,
    media: createMediaStore(connection, clock),
    files: createHandedFiles({ connection, clock, audit, publicUrl: 'https://sujarit.example' }),
    publicUrl: 'https://sujarit.example',
    heavyWork: sharedHeavyWork,
  }
  const people = createPeople(deps)
  const settings = createSettings(deps)
  const acknowledgements = createAcknowledgements(deps, people.rules, settings.rules)
  people.whenLinked(acknowledgements.welcome)
  const quizzes = createQuizzes(deps, {
    policies: acknowledgements.rules,
    people: people.rules,
    settings: settings.rules,
  })
  acknowledgements.whenRecorded(quizzes.offer)
  const library = createLibrary(deps, acknowledgements, settings.rules)
  acknowledgements.choosesFrom(library.policyPieces)
  const campaigns = createCampaigns(deps, people.rules, acknowledgements, settings.rules, library)
  // The dialog store registers its model once for each connection, and the tests of a file share one.
  connection.deleteModel(/^DialogRow$/)
  const router = createRouter({
    features: [people.feature, acknowledgements.feature, quizzes.feature, campaigns.feature],
    store: createDialogStore(connection, keyring, clock),
    audit,
    agencyName,
  })
  await Promise.all(Object.values(connection.models).map((model) => model.init()))
  await people.rules.importRoster(rosterOfNineUnits)
  const staff = (await people.rules.activeStaff()).toSorted((a, b) =>
    a.employeeCode < b.employeeCode ? -1 : 1,
  )
  const addressFor = (lineId: string) => addressOf(keyring, channel, lineId)

  async function turn({ lineId, group }: Speaker, eventKey?: string): Promise<Turn> {
    events += 1
    const sender = lineId === undefined ? undefined : addressFor(lineId)
    const chat = group === undefined ? sender : addressFor(group)
    if (!chat) throw new Error('Somebody or a group must speak')
    const known = await people.rules.recognise({
      channel,
      ...(sender && { senderKey: sender.key }),
      ...(group !== undefined && { groupKey: chat.key }),
    })
    return {
      eventKey: eventKey ?? `event-${events}`,
      at: now,
      channel,
      place: group === undefined ? 'private' : 'group',
      chat,
      ...(sender && { sender }),
      ...known,
    }
  }

  /** As the post room does: everything said must be fit for LINE, and only then the dialog moves on. */
  async function route(who: Speaker, act: Act, eventKey?: string): Promise<Routed> {
    const routed = await router.route(await turn(who, eventKey), act)
    for (const messages of [routed.messages, ...routed.also.map((one) => one.messages)]) {
      if (messages.length > 0) checkedMessages({ messages: JSON.parse(JSON.stringify(messages)) })
    }
    await routed.done?.()
    return routed
  }

  return {
    people: people.rules,
    acknowledgements,
    campaigns,
    library,
    audit,
    quizzes,
    settings: settings.rules,
    deps,
    facts,
    staffIds: staff.map(({ staffId }) => staffId),
    today: () => dayInBangkok(now),
    setNow(moment) {
      now = new Date(moment)
    },
    async link(lineId, place, roles = [], language = 'th') {
      const staffId = staff[place]?.staffId
      if (staffId === undefined) throw new Error(`Nobody has place ${place} on the roster`)
      await people.rules.linkStaff({ address: addressFor(lineId), staffId, roles, language })
      return staffId
    },
    turn,
    says: (who, text, eventKey) => route(who, { kind: 'text', text, messageKey: `m-${events}` }, eventKey),
    presses: (who, data, eventKey) => route(who, { kind: 'press', data }, eventKey),
    groupAddress: addressFor,
  }
}

/** The policy is there, and its text need not be opened first. */
export async function openAgencyWithNoGift(connection: Connection): Promise<AgencyWorld> {
  const agency = await openAgency(connection)
  await agency.settings.change({ mustOpenText: false }, 'test')
  await agency.acknowledgements.rules.addPolicy(noGift)
  return agency
}

/** Somebody's press of รับทราบ under the first version, in private. */
export const pressOf = (staffId: string, change: Partial<Press> = {}): Press => ({
  policyKey: 'no-gift',
  version: 1,
  staffId,
  at: new Date('2026-11-20T05:00:00Z'),
  channel,
  place: 'private',
  language: 'th',
  eventKey: `event of ${staffId} ${change.version ?? 1}`,
  ...change,
})

export function day(text: string): Day {
  if (!isDay(text)) throw new Error(`There is no day ${text}`)
  return text
}

/** Every word that a person could read in these messages. */
export const textOf = (messages: readonly Message[]): string[] =>
  messages.map((message) => ('text' in message ? String(message.text) : message.type))

export const allWords = (messages: readonly Message[]): string => JSON.stringify(messages)

/** The data of the buttons (also quick replies) with this label. */
export function buttonsCalled(label: string, messages: readonly Message[]): string[] {
  const found: string[] = []
  JSON.parse(JSON.stringify(messages), (_key, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'label' in value && 'data' in value) {
      if (value.label === label && typeof value.data === 'string') found.push(value.data)
    }
    return value
  })
  return found
}

export function buttonCalled(label: string, messages: readonly Message[]): string {
  const [data] = buttonsCalled(label, messages)
  if (data === undefined) throw new Error(`There is no button ${label}`)
  return data
}
