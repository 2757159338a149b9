// What is known of accounts, people, groups and contents: rows without behaviour, kept by the world and read by everybody.

export interface Channel {
  name: string
  secret: string
  accessToken: string
  botName: string
  botUserId: string
  basicId: string
  provider: string
  verified: boolean
  webhookUrl: string | undefined
}

/** How a person stands to one account. `wroteAt`: last 1:1 message, in Unix ms (a stranger may be written to for 7 days). */
export interface Tie {
  friend: boolean
  blocked: boolean
  wroteAt: number
}

export interface PersonRecord {
  /** The id under the first channel's provider; other providers know the same person by another id. */
  userId: string
  name: string
  language: string
  consent: boolean
  ties: Map<string, Tie>
}

export interface GroupRecord {
  groupId: string
  name: string
  channel: string
  botIsMember: boolean
  members: Set<string>
}

export interface StoredContent {
  bytes: Buffer
  mime: string
  channel: string
  messageType: string
  transcoding: 'processing' | 'succeeded' | 'failed'
  gone: boolean
}
