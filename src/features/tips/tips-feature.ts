// Tips joined: what a citizen or a member of staff tells in private what should not be; it is sealed to the officers who may read it.
import type { Feature } from '../../conversation/feature.js'
import type { Cases } from '../cases/cases-feature.js'
import type { FeatureDeps } from '../feature-deps.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import { type NoticeLetters, noticeLetters, stopButton } from './steps/tip-notice-chat.js'
import { createTipDraftsRules } from './tip-drafts-rules.js'
import { createTipLimitsModel } from './tip-limits-model.js'
import { createTipLimitsRules } from './tip-limits-rules.js'
import { createTipsChat } from './tips-chat.js'
import { createTipsModel } from './tips-model.js'
import { createTipsRules, type TipsRules } from './tips-rules.js'

export interface Tips {
  readonly feature: Feature
  readonly rules: TipsRules
  /** Letters that tell reporters of something new, when their minute has come. */
  readonly noticeLetters: NoticeLetters
  /** How many parts of dead drafts were deleted; dead counts, handles and bindings go with them. */
  purgeExpired(): Promise<number>
}

export function createTips(
  {
    connection,
    clock,
    keyring,
    publicUrl,
    heavyWork,
  }: Pick<FeatureDeps, 'connection' | 'clock' | 'keyring' | 'publicUrl' | 'heavyWork'>,
  {
    cases: { filing, readers, receipts, notices, space },
    settings,
  }: {
    readonly cases: Pick<Cases, 'filing' | 'readers' | 'receipts' | 'notices' | 'space'>
    readonly settings: Pick<SettingsRules, 'get'>
  },
): Tips {
  const drafts = createTipDraftsRules({
    ...{ model: createTipsModel(connection), filing, space, heavyWork, clock },
  })
  const limits = createTipLimitsRules({ model: createTipLimitsModel(connection), keyring, settings, clock })
  async function limitsSaid() {
    const { tipsPerHour: perHour, tipsPerDay: perDay } = await settings.get()
    return { perHour, perDay }
  }
  const rules = createTipsRules({
    ...{ drafts, limits, limitsSaid, readers, filing, receipts, notices, heavyWork },
  })
  const stop = stopButton(notices)
  const chat = createTipsChat({ rules, settings, thanks: { stop }, heavyWork, publicUrl })
  return {
    feature: { name: 'tips', ...chat },
    rules,
    noticeLetters: noticeLetters(notices, stop, publicUrl),
    async purgeExpired() {
      await limits.purgeExpired()
      await notices.purgeExpired()
      return drafts.purgeExpiredDrafts(clock())
    },
  }
}
