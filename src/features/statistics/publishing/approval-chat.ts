// Drafts of publications in an officer's chat: the infographic, one card, one button. What is pressed is what was shown: when the
// groups or their sizes have changed since, the card is shown again. The approval starts the campaign that sends it.
// A correction needs a reason and takes the same way.
import { z } from 'zod'
import { type Command, defineButton, type Feature } from '../../../conversation/feature.js'
import type { Answer, Outgoing, Turn } from '../../../conversation/turn.js'
import { type Day, dayInBangkok } from '../../../i18n/calendar/bangkok-time.js'
import { fromThaiDigits } from '../../../i18n/calendar/thai-calendar.js'
import type { Language } from '../../../i18n/texts.js'
import { image, type Message, text, withQuickReplies } from '../../../line/message-builders.js'
import type { Role } from '../../../security/roles.js'
import type { DirectoryRules } from '../../people/roster/directory-rules.js'
import { say, titleOfFigures } from '../asking/statistics-words.js'
import { approvalCard } from './approval-card.js'
import type { Draft } from './snapshot.js'
import type { SnapshotAudience, SnapshotAudienceRules } from './snapshot-audience-rules.js'
import type { SnapshotCampaign } from './snapshot-campaign.js'
import type { SnapshotsRules } from './snapshots-rules.js'

const approvers: readonly Role[] = ['officer', 'ethics', 'admin']
const where = ['private'] as const

export interface ApprovalParts {
  readonly snapshots: SnapshotsRules
  readonly audience: SnapshotAudienceRules
  readonly campaign: SnapshotCampaign
  readonly people: Pick<DirectoryRules, 'peopleWithRole'>
  readonly publicUrl: string
}

export type StatisticsLetters = (today: Day, channel: string) => Promise<Outgoing[]>

export function createApprovalChat(
  parts: ApprovalParts,
): Required<Pick<Feature, 'commands' | 'buttons'>> & { readonly letters: StatisticsLetters } {
  const { snapshots } = parts

  const approve = defineButton({
    id: 'statistics.approve',
    version: 1,
    livesDays: 60,
    who: approvers,
    where,
    data: z.strictObject({ d: z.string().max(120), f: z.string().max(16) }),
    press: (turn, { d, f }) => approved(turn, d, f),
  })
  const chooseGroups = defineButton({
    id: 'statistics.groups',
    version: 1,
    livesDays: 60,
    who: approvers,
    where,
    data: z.strictObject({ d: z.string().max(120), g: z.string().max(80).optional() }),
    press: async (turn, { d, g }) => {
      const draft = await waitingDraft(d)
      if (!draft) return { messages: [text(say(turn.person.language, 'draft.unknownDraft'))] }
      if (g === undefined) return { messages: await cardWithGroups(turn, draft) }
      const { groups } = await parts.audience.audienceOf(draft, turn.channel)
      const chosen = groups
        .filter((group) =>
          g === 'all' ? true : g === 'none' ? false : group.chosen !== (group.groupId === g),
        )
        .map(({ groupId }) => groupId)
      await snapshots.chooseGroups(d, chosen)
      return { messages: await cardWithGroups(turn, { ...draft, groups: chosen }) }
    },
  })

  async function waitingDraft(id: string): Promise<Draft | undefined> {
    const draft = await snapshots.draft(id)
    return draft?.state === 'waiting' ? draft : undefined
  }

  function card(draft: Draft, audience: SnapshotAudience, at: Date, language: Language): Message[] {
    const data = { d: draft.id, f: audience.fingerprint }
    const action = approve.action(say(language, 'draft.approve'), at, data)
    const choose = chooseGroups.action(say(language, 'draft.chooseGroups'), at, { d: draft.id })
    const ways = audience.groups.length > 0 ? [choose] : []
    return withQuickReplies([approvalCard(draft, audience, action, language)], ways)
  }

  async function cardWithGroups(turn: Turn, draft: Draft): Promise<Message[]> {
    const { language } = turn.person
    const audience = await parts.audience.audienceOf(draft, turn.channel)
    const way = (label: string, g: string) => chooseGroups.action(label, turn.at, { d: draft.id, g })
    return withQuickReplies(
      [approvalCard(draft, audience, approveOf(draft, audience, turn), language)],
      [
        way(say(language, 'draft.noGroups'), 'none'),
        way(say(language, 'draft.allGroups'), 'all'),
        ...audience.groups
          .slice(0, 11)
          .map(({ groupId, unit, chosen }) =>
            way(say(language, chosen ? 'draft.with' : 'draft.without', { unit }), groupId),
          ),
      ],
    )
  }

  const approveOf = (draft: Draft, { fingerprint: f }: SnapshotAudience, turn: Turn) =>
    approve.action(say(turn.person.language, 'draft.approve'), turn.at, { d: draft.id, f })

  async function shown(turn: Turn, draft: Draft): Promise<Message[]> {
    const audience = await parts.audience.audienceOf(draft, turn.channel)
    return [await preview(draft), ...card(draft, audience, turn.at, turn.person.language)]
  }

  /** As groups will get it: they are spoken to in Thai. */
  async function preview(draft: Draft): Promise<Message> {
    const { path, previewPath } = await parts.campaign.picture(draft)
    return image(`${parts.publicUrl}${path}`, `${parts.publicUrl}${previewPath}`)
  }

  async function approved(turn: Turn, id: string, fingerprint: string): Promise<Answer> {
    const { language, staffId } = turn.person
    const draft = await snapshots.draft(id)
    if (!draft) return { messages: [text(say(language, 'draft.unknownDraft'))] }
    const audience = await parts.audience.audienceOf(draft, turn.channel)
    if (draft.state === 'waiting') {
      const why =
        audience.fingerprint !== fingerprint ? 'changed' : audience.overQuota ? 'overQuota' : undefined
      if (why)
        return { messages: [text(say(language, `draft.${why}`)), ...(await cardWithGroups(turn, draft))] }
    }
    // Before the approval: what cannot be drawn is not published half.
    const version = draft.state === 'replaced' ? 0 : await parts.campaign.prepare(draft)
    const by = staffId ?? turn.sender?.key ?? turn.chat.key
    const result = await snapshots.approve(id, by, turn.eventKey)
    if (!result.ok)
      return {
        messages: [text(say(language, result.why === 'unknown' ? 'draft.unknownDraft' : 'draft.replaced'))],
      }
    const { snapshot, byThis } = result
    const groups = byThis ? audience.groups.filter(({ chosen }) => chosen) : []
    if (groups.length > 0)
      await parts.campaign.start({
        ...{ snapshot, version, plan: audience.plan, by, channel: turn.channel },
        ...{ eventKey: turn.eventKey, at: turn.at, told: { to: turn.chat, language } },
      })
    const period = titleOfFigures(snapshot, language)
    const url = `${parts.publicUrl}/statistics?fiscalYear=${snapshot.fiscalYear}`
    const published = say(language, 'draft.published', { period, version: snapshot.version, url })
    return {
      messages: [
        text(published),
        ...(groups.length === 0 ? [] : [text(say(language, 'draft.sending', { number: groups.length }))]),
      ],
    }
  }

  const waitingCommand: Command = {
    id: 'statistics.approvals',
    words: { th: ['อนุมัติสถิติ'], en: ['approve-statistics', 'approve statistics'] },
    who: approvers,
    where,
    argument: 'none',
    help: (language) => ({ summary: say(language, 'approvals.summary') }),
    async run(turn) {
      // The morning's job makes it too; whoever asks before it need not wait.
      await snapshots.draftDue(dayInBangkok(turn.at))
      const drafts = await snapshots.waiting()
      if (drafts.length === 0) return { messages: [text(say(turn.person.language, 'draft.noneWaiting'))] }
      return { messages: (await Promise.all(drafts.slice(0, 2).map((draft) => shown(turn, draft)))).flat() }
    },
  }

  const correctCommand: Command = {
    id: 'statistics.correct',
    words: { th: ['แก้ไขสถิติ'], en: ['correct-statistics', 'correct statistics'] },
    who: approvers,
    where,
    argument: 'optional',
    audited: true,
    help: (language) => ({
      summary: say(language, 'correct.summary'),
      example: say(language, 'correct.example'),
    }),
    async run(turn, argument) {
      const [year] = /^[2๒][4-9๔-๙][0-9๐-๙]{2}(?!\S)/u.exec(argument.trim()) ?? []
      const reason = argument
        .trim()
        .slice(year?.length ?? 0)
        .trim()
      const corrected = await snapshots.correct({
        id: `correction/${turn.eventKey}`,
        ...(year !== undefined && { fiscalYear: Number(fromThaiDigits(year)) }),
        reason,
      })
      return {
        messages: corrected.ok
          ? await shown(turn, corrected.draft)
          : [text(say(turn.person.language, `correct.${corrected.why}`))],
      }
    },
  }

  return {
    commands: [waitingCommand, correctCommand],
    buttons: [approve, chooseGroups],
    async letters(today, channel) {
      const draft = await snapshots.draftDue(today)
      if (!draft) return []
      const [audience, picture] = await Promise.all([
        parts.audience.audienceOf(draft, channel),
        preview(draft),
      ])
      const byRole = await Promise.all(approvers.map((role) => parts.people.peopleWithRole(role, channel)))
      const readers = new Map(byRole.flat().map((reader) => [reader.address.key, reader]))
      // Once when it is drafted, and once more on the 10th, which it must not outlast.
      const again = draft.draftedOn < today && today.endsWith('-10') ? '/10th' : ''
      return [...readers.values()].map(({ address, language }) => ({
        id: `statistics-draft/${draft.id}/${address.key}${again}`,
        to: address,
        onlyFor: approvers,
        messages: [picture, ...card(draft, audience, new Date(`${today}T01:00:00Z`), language)],
      }))
    },
  }
}
