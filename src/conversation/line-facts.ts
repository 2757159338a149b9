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
