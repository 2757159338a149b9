// Where an agency publishes besides LINE; assessors count channels: a code of ethics is to be spread over at least three.
export const outsideChannels = ['website', 'noticeBoard', 'email', 'intranet', 'meeting', 'other'] as const
export type OutsideChannel = (typeof outsideChannels)[number]
