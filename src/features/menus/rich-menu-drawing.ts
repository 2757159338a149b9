// Draws a rich menu from its file: the labels and icons of its areas in the agency's colours, with its logo.

import { menuBeside } from '../../heavy-work/drawn-beside.js'
import type { HeavyWork } from '../../heavy-work/heavy-threads.js'
import { ICON_NAMES } from '../../media/drawing/icon-shapes.js'
import { CannotDraw } from '../../media/drawing/picture-problem.js'
import type { AgencyLook } from '../settings/agency-look-rules.js'
import type { DrawMenu } from './rich-menus.js'

/** Each picture once, however many channels show it. Throws CannotDraw, which names the areas at fault. */
export function menuDrawer(
  heavyWork: Pick<HeavyWork, 'run'>,
  { colours, logo }: Pick<AgencyLook, 'colours' | 'logo'>,
): DrawMenu {
  const drawn = new Map<string, ReturnType<DrawMenu>>()
  const draw: DrawMenu = async ({ size, areas }) => {
    const bytes = await menuBeside(heavyWork, {
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
    return { bytes, mime: 'image/png' }
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
