// The library of what can be published: the newest version of each piece, and every policy that is open for
// acknowledgement, which is published with its own button and its own exact text. What is put away is offered to nobody;
// what was published of it can still be shown.
import { createHash } from 'node:crypto'
import type { Day } from '../../../i18n/calendar/bangkok-time.js'
import type { Language } from '../../../i18n/texts.js'
import type { Clock } from '../../../operation/clock.js'
import type { Audit } from '../../../security/audit/audit.js'
import type { PolicyRules } from '../../acknowledgements/policies/policy-rules.js'
import { type Policy, policyWordsFor } from '../../acknowledgements/policies/policy-schema.js'
import type { ContentModel } from './content-model.js'
import {
  type Content,
  type ContentBody,
  type ContentKind,
  type ContentTag,
  headlineOf,
  readContentSpec,
} from './content-schema.js'

export type ContentAdded =
  | { readonly ok: true; readonly version: number; readonly added: boolean }
  /** `fields` are dotted paths, such as `th.points.2`; nothing was kept. */
  | { readonly ok: false; readonly why: 'badContent' | 'cannotDraw'; readonly fields: readonly string[] }

/** Something that can be published now. `id` names the exact version: 'content/ethics-code/2', 'policy/no-gift/1'. */
export type Published = {
  readonly id: string
  readonly key: string
  readonly version: number
  readonly sha256: string
  readonly kind: ContentKind
} & (
  | { readonly from: 'content'; readonly content: Content }
  | { readonly from: 'policy'; readonly policy: Policy }
)

export type ArchiveOutcome = 'done' | 'unchanged' | 'unknown'
export interface ShelvedContent {
  readonly content: Content
  readonly archived: boolean
}

/** The ITA indicators that each piece answers, by its key. */
export const tagsOn = (shelf: readonly ShelvedContent[]): ReadonlyMap<string, readonly ContentTag[]> =>
  new Map(shelf.map(({ content: { key, body } }) => [key, body.tags ?? []]))

export interface ContentRules {
  readContent(
    spec: unknown,
  ): { readonly ok: true; readonly body: ContentBody } | Extract<ContentAdded, { readonly ok: false }>
  /**
   * Adds a version, unless one with the same key and the same hash is there: files and the seed come again and again. An officer
   * who goes back to earlier words wants them now: for them only the newest one counts.
   */
  addVersion(body: ContentBody, by?: string): Promise<ContentAdded>
  /** Puts a piece away or takes it out again, with a line in the audit chain. `by` is a staff id or 'system'. */
  setArchived(key: string, archived: boolean, by: string): Promise<ArchiveOutcome>
  /** The newest version of each piece, the last added first, those put away included. */
  shelf(): Promise<ShelvedContent[]>
  /** By the key of a piece. */
  isArchived(key: string): Promise<boolean>
  publishedContent(today: Day): Promise<Published[]>
  contentVersion(key: string, version: number): Promise<Content | undefined>
  /** By the id of a Published, also of a version that has been replaced. */
  everPublished(id: string): Promise<Published | undefined>
}

export function createContentRules({
  model,
  policies,
  clock,
  audit,
}: {
  readonly model: ContentModel
  readonly policies: Pick<PolicyRules, 'currentPolicies' | 'policyVersion'>
  readonly clock: Clock
  readonly audit: Audit
}): ContentRules {
  const contentVersion = async (key: string, version: number) =>
    (await model.versions(key)).find((content) => content.version === version)

  async function shelf(): Promise<ShelvedContent[]> {
    const [versions, archived] = await Promise.all([model.versions(), model.archived()])
    const newest = new Map(versions.map((content) => [content.key, content]))
    return [...newest.values()]
      .toSorted((a, b) => b.addedAt.getTime() - a.addedAt.getTime())
      .map((content) => ({ content, archived: archived.has(content.key) }))
  }

  return {
    contentVersion,
    async everPublished(id) {
      const [from, key = '', version] = id.split('/')
      if (from === 'policy') {
        const policy = await policies.policyVersion(key, Number(version))
        return policy && publishedPolicy(policy)
      }
      const content = await contentVersion(key, Number(version))
      return content && publishedPiece(content)
    },
    readContent(spec) {
      const read = readContentSpec(spec)
      return read.ok ? read : { ok: false, why: 'badContent', fields: read.fields }
    },
    async addVersion(body, by = 'system') {
      const sha256 = createHash('sha256').update(JSON.stringify(body), 'utf8').digest('hex')
      for (;;) {
        const versions = await model.versions(body.key)
        const newest = versions.at(-1)
        const compared = by === 'system' ? versions : versions.slice(-1)
        const same = compared.find((content) => content.sha256 === sha256)
        if (same) return { ok: true, version: same.version, added: false }
        const version = (newest?.version ?? 0) + 1
        if (await model.addVersion({ key: body.key, version, sha256, body, addedAt: clock() })) {
          const about = `${body.key} ${version}`
          await audit.record({ who: by, action: 'content version added', about, outcome: 'done' })
          return { ok: true, version, added: true }
        }
      }
    },
    isArchived: async (key) => (await model.archived()).has(key),
    async setArchived(key, archived, by) {
      if ((await model.versions(key)).length === 0) return 'unknown'
      if ((await model.archived()).has(key) === archived) return 'unchanged'
      // Before the change: a crash between the two leaves a trace without a change, never a change without a trace.
      const action = archived ? 'content archived' : 'content restored'
      await audit.record({ who: by, action, about: key, outcome: 'done' })
      await model.setArchived(key, archived, clock())
      return 'done'
    },
    shelf,
    async publishedContent(today) {
      const [all, current] = await Promise.all([shelf(), policies.currentPolicies(today)])
      const pieces = all.flatMap(({ content, archived }) => (archived ? [] : [publishedPiece(content)]))
      return [...current.map(publishedPolicy), ...pieces.toSorted((a, b) => (a.key < b.key ? -1 : 1))]
    },
  }
}

export const titleOf = (published: Published, language: Language): string =>
  published.from === 'policy'
    ? policyWordsFor(published.policy, language).words.title
    : headlineOf(published.content.body, language).title

function publishedPolicy(policy: Policy): Published {
  const { key, version, kind } = policy
  return {
    id: `policy/${key}/${version}`,
    key,
    version,
    sha256: policy.sha256.th,
    kind,
    from: 'policy',
    policy,
  }
}

export function publishedPiece(content: Content): Published {
  const { key, version, sha256 } = content
  const id = `content/${key}/${version}`
  return { id, key, version, sha256, kind: content.body.kind, from: 'content', content }
}
