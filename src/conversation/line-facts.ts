// The few facts about LINE that a feature may ask for before it proposes something: never who, only how many.
import type { ChatAddress } from '../security/chat-address.js'

export interface LineFacts {
  /** Messages left this month on this channel; `limit` is absent on an unlimited plan. Source: quota and quota/consumption. */
  quota(channel: string): Promise<{ readonly limit?: number; readonly used: number } | undefined>
  /** Members of a group, the bot not counted; `undefined` when LINE cannot say now. A push to the group costs that many. */
  memberCount(group: ChatAddress): Promise<number | undefined>
  /** The account's id in addresses that open a chat with it: `@abc1234x`; `undefined` when LINE cannot say now. */
  basicId(channel: string): Promise<string | undefined>
}

/** What LINE itself counts of a sending: asked for by whoever carries it out, never by a feature. */
export interface LineInsight {
  /** Names under which LINE counts who sees what was sent, used this month; beyond 1,000 LINE drops them without a word. */
  unitsUsed(channel: string): Promise<number | undefined>
  /**
   * People who have seen and clicked what was sent under a name; `null` is what LINE withholds (fewer than 20). Days of UTC+9,
   * 'YYYYMMDD'. `undefined` when LINE cannot say now.
   */
  unitFigures(
    channel: string,
    unit: string,
    from: string,
    to: string,
  ): Promise<{ readonly seen: number | null; readonly clicked: number | null } | undefined>
}
