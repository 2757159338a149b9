// What the agency may choose, as a form made from the settings themselves: a new setting is on it without a change here. Only
// what was changed is sent; a value that cannot be is refused by name, and nothing is changed then.
import type th from '../../../locales/th/console.json'
import type { SettingsRules } from '../../features/settings/settings-rules.js'
import { defaultSettings, type Settings } from '../../features/settings/settings-schema.js'
import { refusedSettings } from '../../features/settings/settings-words.js'
import { type Language, textsOf, textTreeOf } from '../../i18n/texts.js'
import type { ConsoleDoor } from './console-door.js'
import type { ConsoleFrame } from './console-frame.js'

const say = textsOf<typeof th>('console')

export interface SettingsRouteDeps {
  readonly settings: SettingsRules
  readonly frame: ConsoleFrame
}

export function addSettingsRoutes(door: ConsoleDoor, { settings, frame }: SettingsRouteDeps): void {
  door.on('GET /console/settings', async ({ response, visitor }) => {
    const { language } = visitor
    const now = await settings.get()
    frame(response, {
      visitor,
      path: '/console/settings',
      title: say(language, 'settings.title'),
      children: (
        <form class="settings" data-api="/console/api/settings">
          <p class="note">{say(language, 'settings.how')}</p>
          {namesOfSettings.map((name) => (
            <Setting key={name} {...{ name, language }} value={now[name]} />
          ))}
          <p class="problem" role="alert" hidden />
          <button type="submit">{say(language, 'settings.save')}</button>
        </form>
      ),
    })
  })

  door.on('POST /console/api/settings', async ({ request, response, visitor }) => {
    const changed = await settings.change(request.body, visitor.who)
    if (changed.ok) return void response.json({ ok: true })
    const sentences = refusedSettings(visitor.language, changed.settings)
    response.status(409).json({ why: 'badValues', sentences })
  })
}

const namesOfSettings = (Object.keys(defaultSettings) as (keyof Settings)[]).filter(isEditable)

/** Objects in a list, and texts of two languages, are changed by script until they have a form of their own. */
function isEditable(name: keyof Settings): boolean {
  const value: unknown = defaultSettings[name]
  if (Array.isArray(value)) return value.every((one) => typeof one !== 'object')
  if (typeof value !== 'object' || value === null) return true
  return Object.values(value).every((one) => typeof one === 'number' || typeof one === 'string')
}

function Setting({ name, value, language }: { name: keyof Settings; value: unknown; language: Language }) {
  const hint = refusedSettings(language, [name])[0] ?? ''
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return (
      <fieldset class="card">
        <legend>{labelOf(language, name)}</legend>
        <p class="hint">{hint}</p>
        <div class="grid">
          {Object.entries(value).map(([inner, one]) => (
            <div key={inner}>
              <label for={`${name}.${inner}`}>{labelOf(language, inner)}</label>
              <Field name={`${name}.${inner}`} value={one} />
            </div>
          ))}
        </div>
      </fieldset>
    )
  return (
    <div class="card">
      <label for={name}>{labelOf(language, name)}</label>
      <p class="hint" id={`${name}-hint`}>
        {hint}
      </p>
      <Field name={name} value={value} />
    </div>
  )
}

function Field({ name, value }: { name: string; value: unknown }) {
  const was = { id: name, 'data-was': JSON.stringify(value) }
  if (typeof value === 'boolean') return <input type="checkbox" name={name} checked={value} {...was} />
  if (typeof value === 'number') return <input type="number" name={name} value={value} {...was} />
  if (Array.isArray(value))
    return (
      <textarea
        name={name}
        class="short"
        {...was}
        {...(value.every((one) => typeof one === 'number') && value.length > 0
          ? { 'data-numbers': '' }
          : { 'data-lines': '' })}
      >
        {value.join('\n')}
      </textarea>
    )
  return <input type="text" name={name} value={String(value)} {...was} />
}

/** A setting that has no label yet is shown by its name; what it takes stands below it. */
function labelOf(language: Language, name: string): string {
  const labels = textTreeOf(language, 'console').setting
  const found = typeof labels === 'object' && !Array.isArray(labels) ? Object.entries(labels) : []
  const words = found.find(([key]) => `setting.${key}` === `setting.${name}`)?.[1]
  return typeof words === 'string' ? words : name
}
