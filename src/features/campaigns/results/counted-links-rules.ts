// Links that count how often they are opened, for a campaign and never for a person: no cookie, no address, no time. They
// lead only where the content that was published leads, and only to https.
import type { Keyring } from '../../../security/keyring.js'
import type { CountedLinksModel } from './counted-links-model.js'

export interface LinksRules {
  /** The path under which this link of this campaign is counted. */
  countedPath(campaignId: string, url: string): Promise<string>
  /** Where a token leads; counted. `undefined` for a token that is none of ours. */
  open(token: string): Promise<string | undefined>
  /** How often the links of each campaign were opened, all together. */
  openedOf(campaignIds: readonly string[]): Promise<ReadonlyMap<string, number>>
  linksOf(campaignId: string): Promise<readonly { readonly url: string; readonly opened: number }[]>
}

export const isCountable = (url: string): boolean => url.startsWith('https://')

export function createLinksRules({
  model,
  keyring,
}: {
  readonly model: CountedLinksModel
  readonly keyring: Keyring
}): LinksRules {
  return {
    async countedPath(campaignId, url) {
      const token = keyring.pseudonym('counted-link', `${campaignId}\n${url}`, 22)
      await model.add({ _id: token, campaignId, url, opened: 0 })
      return `/go/${token}`
    },
    async open(token) {
      const link = await model.open(token)
      return link && isCountable(link.url) ? link.url : undefined
    },
    async openedOf(campaignIds) {
      const sums = new Map<string, number>()
      for (const { campaignId, opened } of await model.ofCampaigns(campaignIds))
        sums.set(campaignId, (sums.get(campaignId) ?? 0) + opened)
      return sums
    },
    async linksOf(campaignId) {
      return (await model.ofCampaigns([campaignId])).map(({ url, opened }) => ({ url, opened }))
    },
  }
}
