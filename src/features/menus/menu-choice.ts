// Which of the menus somebody should have: decided by roles and language alone.
import { type Language, languages } from '../../i18n/texts.js'
import type { Role } from '../../security/roles.js'

const menuNames = ['citizen', 'staff', 'officer'] as const
type MenuName = (typeof menuNames)[number]

export interface MenuChoice {
  readonly menu: MenuName
  readonly language: Language
}

/** What everybody sees who has no menu of their own. */
export const defaultChoice: MenuChoice = { menu: 'citizen', language: 'th' }

export const allChoices: readonly MenuChoice[] = menuNames.flatMap((menu) =>
  languages.map((language) => ({ menu, language })),
)

/** `undefined`: the default will do, and LINE need not be told anything about this person. */
export function ownMenuOf(person: {
  readonly roles: readonly Role[]
  readonly language: Language
}): MenuChoice | undefined {
  const { roles, language } = person
  const menu = roles.some((role) => role !== 'staff') ? 'officer' : roles.length > 0 ? 'staff' : 'citizen'
  const isDefault = menu === defaultChoice.menu && language === defaultChoice.language
  return isDefault ? undefined : { menu, language }
}

/** LINE's alias of a menu: the same from one publication to the next, while the menu behind it changes. */
export const aliasOf = ({ menu, language }: MenuChoice): string => `sujarit-${menu}-${language}`

const staffFeatures = ['acknowledgements', 'campaigns', 'statistics']

/**
 * Whether people may have menus of their own on a channel (`features` absent: it has all of them). An account that takes
 * tips and has no work for staff shows everybody the same menu, so that LINE is never told who is who on it.
 */
export function hasOwnMenus(features: readonly string[] | undefined): boolean {
  if (!features?.includes('tips')) return true
  return staffFeatures.some((feature) => features.includes(feature))
}
