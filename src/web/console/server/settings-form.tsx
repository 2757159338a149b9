// The form of the agency's choices, made from the settings themselves: a new setting is on it without a change here. What is
// shown is what holds now; only what was changed is sent.
import type th from '../../../../locales/th/console.json'
import type tipsTh from '../../../../locales/th/tips.json'
import { legalTextOfProduct } from '../../../features/settings/legal-words.js'
import {
  defaultSettings,
  guideTopics,
  legalTopics,
  type Settings,
} from '../../../features/settings/settings-schema.js'
import { refusedSettings } from '../../../features/settings/settings-words.js'
import { type Language, languages, textsOf, textTreeOf } from '../../../i18n/texts.js'

const say = textsOf<typeof th>('console')
const sayTips = textsOf<typeof tipsTh>('tips')

/** A list is shown whole where it is short; holidays would fill the page. */
const mostRows = 8

const names = Object.keys(defaultSettings) as (keyof Settings)[]

export function SettingsForm({ language, now }: { language: Language; now: Settings }) {
  return (
    <form autocomplete="off" class="settings" data-api="/console/api/settings">
      <p class="note">{say(language, 'settings.how')}</p>
      {names.map((name) => (
        <Setting key={name} {...{ name, language, now }} />
      ))}
      <p class="problem" role="alert" hidden />
      <button type="submit">{say(language, 'settings.save')}</button>
    </form>
  )
}

interface SettingView {
  readonly name: keyof Settings
  readonly language: Language
  readonly now: Settings
}

function Setting(view: SettingView) {
  const { name, language, now } = view
  if (name === 'guideTexts' || name === 'legalTexts') return <TextsInBoth {...view} name={name} />
  const value: unknown = now[name]
  if (isSection(value)) return <Section {...view} section={value} />
  const hint = `${name}-hint`
  return (
    <div class="card">
      <label for={name}>{labelOf(language, name)}</label>
      <p class="hint" id={hint}>
        {hintOf(language, name)}
      </p>
      <Field name={name} value={value} describedBy={hint} />
    </div>
  )
}

function Section({ name, language, section }: SettingView & { readonly section: Record<string, unknown> }) {
  const hint = `${name}-hint`
  return (
    <fieldset class="card" aria-describedby={hint}>
      <legend>{labelOf(language, name)}</legend>
      <p class="hint" id={hint}>
        {hintOf(language, name)}
      </p>
      <div class="grid">
        {Object.entries(section).map(([inner, one]) => (
          <div key={inner}>
            <label for={`${name}.${inner}`}>{labelOf(language, inner)}</label>
            <Field name={`${name}.${inner}`} value={one} />
          </div>
        ))}
      </div>
    </fieldset>
  )
}

/** Sentences that need both languages: sent together, and empty in both they are the product's own again. */
function TextsInBoth({ name, language, now }: SettingView & { readonly name: 'guideTexts' | 'legalTexts' }) {
  const hint = `${name}-hint`
  return (
    <fieldset class="card" aria-describedby={hint}>
      <legend>{labelOf(language, name)}</legend>
      <p class="hint" id={hint}>
        {hintOf(language, name)} {say(language, 'settings.both', { marks: '{{…}}' })}
      </p>
      {textsIn(name, now).map(({ topic, words }) => (
        <fieldset key={topic} class="both" data-both={`${name}.${topic}`}>
          <legend>{labelOf(language, topic)}</legend>
          {languages.map((one) => (
            <label key={one} class="stacked">
              {say(language, `settings.${one}`)}
              <textarea lang={one} rows={5} data-language={one} data-was={JSON.stringify(words(one))}>
                {words(one)}
              </textarea>
            </label>
          ))}
        </fieldset>
      ))}
    </fieldset>
  )
}

function textsIn(
  name: 'guideTexts' | 'legalTexts',
  { guideTexts, legalTexts }: Settings,
): readonly { readonly topic: string; readonly words: (language: Language) => string }[] {
  return name === 'guideTexts'
    ? guideTopics.map((topic) => ({
        topic,
        words: (language) => guideTexts[topic]?.[language] ?? sayTips(language, `guide.${topic}`),
      }))
    : legalTopics.map((topic) => ({
        topic,
        words: (language) => legalTexts[topic]?.[language] ?? legalTextOfProduct(language, topic),
      }))
}

interface FieldView {
  readonly name: string
  readonly value: unknown
  readonly describedBy?: string
}

function Field({ name, value, describedBy }: FieldView) {
  const was = {
    ...{ id: name, name, 'data-was': JSON.stringify(value) },
    ...(describedBy !== undefined && { 'aria-describedby': describedBy }),
  }
  if (typeof value === 'boolean') return <input type="checkbox" checked={value} {...was} />
  if (typeof value === 'number') return <input autocomplete="off" type="number" value={value} {...was} />
  if (Array.isArray(value))
    return (
      <textarea
        class="short"
        rows={Math.min(Math.max(value.length, 2), mostRows)}
        {...was}
        {...{ [`data-${kindOfList(name)}`]: '' }}
      >
        {value.map(lineOf).join('\n')}
      </textarea>
    )
  if (name.startsWith('guideline.'))
    return (
      <textarea rows={4} {...was}>
        {String(value)}
      </textarea>
    )
  return <input autocomplete="off" type="text" value={String(value)} {...was} />
}

function kindOfList(name: string): 'numbers' | 'windows' | 'lines' {
  if (name === 'reminderDays') return 'numbers'
  return name === 'noticeWindows' ? 'windows' : 'lines'
}

/** A window of the day is '12:00-13:00'. */
const lineOf = (one: unknown): string =>
  typeof one === 'object' && one !== null ? Object.values(one).join('-') : String(one)

const isSection = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const hintOf = (language: Language, name: string): string => refusedSettings(language, [name])[0] ?? ''

/** A setting that has no label yet is shown by its name; what it takes stands below it. */
function labelOf(language: Language, name: string): string {
  const labels = textTreeOf(language, 'console').setting
  const found = typeof labels === 'object' && !Array.isArray(labels) ? Object.entries(labels) : []
  const words = found.find(([key]) => `setting.${key}` === `setting.${name}`)?.[1]
  return typeof words === 'string' ? words : name
}
