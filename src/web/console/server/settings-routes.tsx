// What the agency may choose. A value that cannot be is refused by name, and nothing is changed then.
import type th from '../../../../locales/th/console.json'
import type { SettingsRules } from '../../../features/settings/settings-rules.js'
import { refusedSettings } from '../../../features/settings/settings-words.js'
import { textsOf } from '../../../i18n/texts.js'
import type { ConsoleDoor } from './console-door.js'
import type { ConsoleFrame } from './console-frame.js'
import { SettingsForm } from './settings-form.js'

const say = textsOf<typeof th>('console')

export interface SettingsRouteDeps {
  readonly settings: SettingsRules
  readonly frame: ConsoleFrame
}

export function addSettingsRoutes(door: ConsoleDoor, { settings, frame }: SettingsRouteDeps): void {
  door.on('GET /console/settings', async ({ response, visitor }) => {
    const { language } = visitor
    const now = await settings.get()
    await frame(response, {
      visitor,
      path: '/console/settings',
      title: say(language, 'settings.title'),
      children: <SettingsForm {...{ language, now }} />,
    })
  })

  door.on('POST /console/api/settings', async ({ request, response, visitor }) => {
    const changed = await settings.change(request.body, visitor.who)
    if (changed.ok) return void response.json({ ok: true })
    const sentences = refusedSettings(visitor.language, changed.settings)
    response.status(409).json({ why: 'badValues', sentences })
  })
}
