// Draws a rich menu from its file: the labels and icons of its areas in the agency's colours, with its logo.
import type { AgencyLook } from './features/settings/agency-look-rules.js'
import { ICON_NAMES } from './media/picture-icons.js'
import { CannotDraw } from './media/picture-problem.js'
import { drawRichMenu } from './media/rich-menu-picture.js'
import type { DrawMenu } from './rich-menus.js'

/** Each picture once, however many channels show it. Throws CannotDraw, which names the areas at fault. */
export function menuDrawer({ colours, logo }: Pick<AgencyLook, 'colours' | 'logo'>): DrawMenu {
  const drawn = new Map<string, ReturnType<DrawMenu>>()
  const draw: DrawMenu = async ({ size, areas }) => {
    const { png } = await drawRichMenu({
      width: size.width,
      height: size.height,
      areas: areas.map(({ label, icon, bounds, emphasis }, index) => ({
        label,
        icon: iconNamed(icon, index),
        bounds,
        ...(emphasis !== undefined && { emphasis }),
      })),
      colours,
      ...(logo && { logo: logo.bytes }),
    })
    return { bytes: png, mime: 'image/png' }
  }
  return (menu) => {
    const key = JSON.stringify([menu.size, menu.areas])
    const known = drawn.get(key) ?? draw(menu)
    drawn.set(key, known)
    return known
  }
}

function iconNamed(icon: string, area: number) {
  const known = ICON_NAMES.find((name) => name === icon)
  if (!known) throw new CannotDraw([{ field: `areas.${area}.icon`, problem: 'invalid' }])
  return known
}
