// Statistics with everything around them, on one database: the register, groups of which LINE tells the sizes, and a quota.
import { randomBytes } from 'node:crypto'
import type { Connection } from 'mongoose'
import type { Turn } from '../../../src/conversation/turn.js'
import { createAcknowledgements } from '../../../src/features/acknowledgements/acknowledgements-feature.js'
import { createCampaigns } from '../../../src/features/campaigns/campaigns-feature.js'
import { complaintKinds } from '../../../src/features/complaints/complaint-kinds.js'
import { createConcernedUnits } from '../../../src/features/complaints/complaints-feature.js'
import { createLibrary } from '../../../src/features/library/library-feature.js'
import { createPeople } from '../../../src/features/people/people-feature.js'
import type { CaseFeedback } from '../../../src/features/statistics/counting/answer-time-rules.js'
import { createStatistics } from '../../../src/features/statistics/statistics-feature.js'
import { createMediaStore } from '../../../src/media/media-store.js'
import { createHandedFiles } from '../../../src/security/handed-files.js'
import { createKeyring } from '../../../src/security/keyring.js'
import { sharedHeavyWork } from '../../harness/shared-heavy-work.js'
import { day, openRegister, type RegisterWorld } from './register-world.js'

export const agencyName = { th: 'หน่วยงานทดสอบ', en: 'Test Agency' }
const chat = { channel: 'main', key: 'chat-key', sealed: 'sealed' }

export interface StatisticsWorld extends RegisterWorld {
  readonly joined: ReturnType<typeof createStatistics>
  readonly files: ReturnType<typeof createHandedFiles>
  /** Groups by unit, and how many people LINE counts in each. */
  addGroup(unit: string, members: number): Promise<void>
  setQuota(quota: { readonly limit?: number; readonly used: number } | undefined): void
  turn(more?: Partial<Turn>): Turn
  /** Runs the command whose Thai word this is. */
  says(word: string, argument?: string, turn?: Turn): Promise<Awaited<ReturnType<Command['run']>>>
  /** Enters complaints of a month: how many, how many of them completed, and after how many days. */
  enter(month: string, total: number, completed?: number, days?: number): Promise<void>
}
type Command = NonNullable<ReturnType<typeof createStatistics>['feature']['commands']>[number]

export function openStatistics(
  connection: Connection,
  today = '2026-11-20',
  feedback?: CaseFeedback,
): StatisticsWorld {
  const world = openRegister(connection, today)
  const { clock, audit } = world
  const keyring = createKeyring(randomBytes(32))
  const publicUrl = 'https://agency.example'
  const files = createHandedFiles({ connection, clock, audit, publicUrl })
  const media = createMediaStore(connection, clock)
  const sizes = new Map<string, number>()
  let quota: { readonly limit?: number; readonly used: number } | undefined = { limit: 1000, used: 0 }
  const lineFacts = {
    quota: async () => quota,
    memberCount: async ({ key }: { readonly key: string }) => sizes.get(key),
    basicId: async () => undefined,
  }
  const deps = {
    connection,
    keyring,
    clock,
    audit,
    media,
    files,
    lineFacts,
    publicUrl,
    agencyName,
    heavyWork: sharedHeavyWork,
  }
  const people = createPeople(deps).rules
  const concerned = createConcernedUnits(deps, { complaints: world.complaints, people })
  const acknowledgements = createAcknowledgements(deps, people, world.settings)
  const library = createLibrary(deps, acknowledgements, world.settings)
  const campaigns = createCampaigns(deps, people, acknowledgements, world.settings, library).rules
  const joined = createStatistics(deps, {
    complaints: world.complaints,
    concerned,
    settings: world.settings,
    people,
    campaigns,
    library,
    // Whoever asks in the turns of these tests holds an approved key for both kinds; nobody else does.
    readsKinds: async ({ accountKey }) => (accountKey === chat.key ? complaintKinds : []),
    ...(feedback && { feedback }),
  })
  let entered = 0

  const turn = (more: Partial<Turn> = {}): Turn => ({
    eventKey: 'event-1',
    at: clock(),
    channel: 'main',
    place: 'private',
    chat,
    sender: chat,
    person: { language: 'th', roles: ['officer'], staffId: 'staff-1' },
    ...more,
  })

  return {
    ...world,
    joined,
    files,
    async addGroup(unit, members) {
      const key = `group of ${unit}`
      sizes.set(key, members)
      await people.linkGroup({ channel: 'main', key, sealed: 'sealed' }, unit)
    },
    setQuota(next) {
      quota = next
    },
    turn,
    async says(word, argument = '', as = turn()) {
      const command = joined.feature.commands?.find(({ words }) => words.th.includes(word))
      if (!command) throw new Error(`Statistics have no command ${word}`)
      return command.run(as, argument)
    },
    async enter(month, total, completed = 0, days = 3) {
      for (let index = 0; index < total; index += 1) {
        entered += 1
        const id = `entered-${entered}`
        const receivedOn = day(`${month}-02`)
        const sort = { kind: 'corruption', category: 'bribery' } as const
        await world.complaints.register({ id, ...sort, channel: 'letter', receivedOn, by: 'staff-1' })
        if (index < completed) {
          const on = day(`${month}-${String(2 + days).padStart(2, '0')}`)
          await world.complaints.changeStatus({ id, to: 'completed', on, by: 'staff-1' })
        }
      }
    },
  }
}
