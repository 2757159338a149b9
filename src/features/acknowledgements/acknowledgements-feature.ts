// Acknowledgements joined: staff say that they have read a policy, and officers see how many have.
import type { Feature } from '../../conversation/feature.js'
import type { Language } from '../../i18n/texts.js'
import type { Message } from '../../line/message-builders.js'
import type { FeatureDeps } from '../feature-deps.js'
import type { WelcomeOf } from '../people/registration/registration-chat.js'
import { createAgencyLook } from '../settings/agency-look-rules.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import { type AfterRecording, createAcknowledgementsChat } from './acknowledgements-chat.js'
import { createAcknowledgementsModel } from './acknowledgements-model.js'
import { type AcknowledgementsRules, createAcknowledgementsRules } from './acknowledgements-rules.js'
import { createDailyMessages, type DailyMessages } from './daily-messages-chat.js'
import { createCertificateButton } from './evidence/certificate-button-chat.js'
import { createEvidenceChat } from './evidence/evidence-chat.js'
import { createPaperSignature } from './evidence/paper-signature-chat.js'
import type { PolicyPiece } from './policies/open-policy-answers.js'
import { createOpenPolicy } from './policies/open-policy-dialog-chat.js'
import { createPolicyModel } from './policies/policy-model.js'
import type { Policy } from './policies/policy-schema.js'
import { createReadingModel } from './policies/reading-model.js'
import { createProgressChat } from './progress-chat.js'
import { createRefusalDialog, createRefusalsCommand } from './refusal-chat.js'
import type { Roster } from './room-deps.js'

export interface Acknowledgements {
  readonly feature: Feature
  readonly rules: AcknowledgementsRules
  /** A policy as it arrives in a chat; for campaigns. */
  readonly policyMessages: (policy: Policy, language: Language, at: Date) => Message[]
  /** For the daily job. */
  readonly dailyMessages: DailyMessages
  /** What somebody hears who has just been linked with the roster: the policies that wait for them. */
  readonly welcome: WelcomeOf
  /** Adds to what somebody hears in private who has just acknowledged. */
  readonly whenRecorded: (more: AfterRecording) => void
  /** From where officers choose the text of a policy that they open. */
  readonly choosesFrom: (pieces: () => Promise<readonly PolicyPiece[]>) => void
}

export function createAcknowledgements(
  deps: Pick<
    FeatureDeps,
    | 'connection'
    | 'keyring'
    | 'clock'
    | 'audit'
    | 'media'
    | 'files'
    | 'heavyWork'
    | 'publicUrl'
    | 'agencyName'
  >,
  people: Roster,
  settings: Pick<SettingsRules, 'get'>,
): Acknowledgements {
  const { connection, keyring, clock, audit } = deps
  const models = {
    policies: createPolicyModel(connection),
    declarations: createAcknowledgementsModel(connection, keyring),
    readings: createReadingModel(connection),
  }
  const rules = createAcknowledgementsRules({ models, people, settings, keyring, clock, audit })
  const after: AfterRecording[] = []
  const lookOf = createAgencyLook({ settings, media: deps.media })
  const certificate = createCertificateButton({ ...deps, rules, people, lookOf })
  const chat = createAcknowledgementsChat({
    rules,
    people,
    certificate,
    agencyName: deps.agencyName,
    afterRecording: async (turn, policy) =>
      (await Promise.all(after.map((more) => more(turn, policy)))).flat(),
  })
  const progress = createProgressChat(rules)
  const paper = createPaperSignature(rules, people)
  let pieces: () => Promise<readonly PolicyPiece[]> = async () => []
  const open = createOpenPolicy({
    rules,
    people,
    pieces: () => pieces(),
    policyMessages: chat.policyMessages,
  })
  const evidence = createEvidenceChat({ ...deps, rules })
  return {
    feature: {
      name: 'acknowledgements',
      commands: [
        ...chat.commands,
        ...progress.commands,
        ...evidence.commands,
        createRefusalsCommand(rules),
        paper.command,
        open.command,
      ],
      buttons: [...chat.buttons, ...progress.buttons, ...evidence.buttons],
      dialogs: [createRefusalDialog(rules), paper.dialog, open.dialog],
    },
    rules,
    policyMessages: chat.policyMessages,
    dailyMessages: createDailyMessages(rules, chat),
    welcome: chat.welcome,
    whenRecorded: (more) => void after.push(more),
    choosesFrom(source) {
      pieces = source
    },
  }
}
