// โลโก้: an admin sends the agency's emblem, sees it in a drawn picture, and confirms; or takes it away. Everything that is drawn
// afterwards carries it.
import { z } from 'zod'
import { type Dialog, defineDialog, type StepResult } from '../../../conversation/dialog.js'
import type { Command } from '../../../conversation/feature.js'
import type { SentFile, Turn } from '../../../conversation/turn.js'
import { buttonLabel } from '../../../i18n/button-labels.js'
import { image, text } from '../../../line/message-builders.js'
import type { SettingsRules } from '../../settings/settings-rules.js'
import { keptPicture } from '../content/content-words-schema.js'
import { keeperOf } from '../library-officers.js'
import { say } from '../library-words.js'
import type { LogoSample } from './logo-sample-card.js'
import type { UploadRules } from './upload-rules.js'

export const logoDialogName = 'library.logo'
const admins = ['admin'] as const

const answersSchema = z.strictObject({ picture: keptPicture.optional(), remove: z.boolean().optional() })
type Answers = z.infer<typeof answersSchema>

export interface LogoParts {
  readonly uploads: Pick<UploadRules, 'takeForADay' | 'settle'>
  readonly settings: Pick<SettingsRules, 'get' | 'change'>
  readonly sample: LogoSample
  readonly publicUrl: string
}

export function logoDialog({ uploads, settings, sample, publicUrl }: LogoParts): Dialog {
  async function takeFile(turn: Turn, file: SentFile): Promise<StepResult<Answers>> {
    const { language } = turn.person
    if (file.kind !== 'picture') return { again: [text(say(language, 'picture.onlyPictures'))] }
    const sent = await file.read()
    if (!sent.ok) return { again: [text(say(language, `picture.${sent.why}`))] }
    const taken = await uploads.takeForADay(sent.bytes)
    if (!taken.ok) return { again: [text(say(language, `picture.${taken.why}`))] }
    return { go: 'checking', answers: { picture: taken.picture } }
  }

  return defineDialog<Answers>({
    name: logoDialogName,
    version: 1,
    idleMinutes: 30,
    who: admins,
    places: ['private'],
    answers: answersSchema,
    first: 'sendingLogo',
    steps: {
      sendingLogo: {
        takes: ['file'],
        ask: ({ person: { language } }) => [text(say(language, 'logo.ask'))],
        choices: async ({ person: { language } }) =>
          (await settings.get()).logo === ''
            ? []
            : [{ value: 'remove', label: say(language, 'logo.remove') }],
        take: async (turn, said) =>
          said.kind === 'file' ? takeFile(turn, said.file) : { go: 'checking', answers: { remove: true } },
      },
      checking: {
        takes: [],
        ask: async (turn, { picture }) => {
          const { language } = turn.person
          const confirm = buttonLabel(language, 'confirm')
          if (!picture) return [text(say(language, 'logo.checkRemove', { confirm }))]
          const drawn = await sample(picture.sha256, language)
          return [
            ...(drawn ? [image(`${publicUrl}${drawn.path}`, `${publicUrl}${drawn.previewPath}`)] : []),
            text(say(language, 'logo.check', { confirm })),
          ]
        },
        choices: ({ person: { language } }) => [
          { value: 'confirm', label: buttonLabel(language, 'confirm') },
          { value: 'other', label: say(language, 'logo.other') },
        ],
        take: async (turn, said, answers) => {
          const { language, roles } = turn.person
          if (said.kind === 'choice' && said.value === 'other') return { go: 'sendingLogo', answers: {} }
          if (!roles.includes('admin')) return { done: { messages: [text(say(language, 'notAllowed'))] } }
          const { picture } = answers
          if (picture && !(await uploads.settle([picture])))
            return { go: 'sendingLogo', answers: {}, first: [text(say(language, 'picture.lost'))] }
          await settings.change({ logo: picture?.sha256 ?? null }, keeperOf(turn))
          return { done: { messages: [text(say(language, picture ? 'logo.done' : 'logo.removed'))] } }
        },
      },
    },
  })
}

export const logoCommand: Command = {
  id: 'library.logo',
  words: { th: ['โลโก้'], en: ['logo'] },
  who: admins,
  where: ['private'],
  argument: 'none',
  audited: true,
  help: (language) => ({ summary: say(language, 'help.logo') }),
  run: async () => ({ open: { dialog: logoDialogName, answers: {} } }),
}
