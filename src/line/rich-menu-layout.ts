// A channel shows no button for a feature that it does not have. What is left of a row takes the row's width; a row that
// is left empty goes, and the menu becomes the lower one of the two sizes when one row remains.
import { type RichMenuArea, type RichMenuFile, richMenuLimits } from './rich-menu-file.js'

/** `features` absent: all. `undefined` when nothing is left. */
export function menuForFeatures(
  menu: RichMenuFile,
  features: readonly string[] | undefined,
): RichMenuFile | undefined {
  const here = ({ needs }: RichMenuArea) => !needs || !features || features.includes(needs)
  if (menu.areas.every(here)) return menu
  const rows = rowsOf(menu.areas)
    .map((row) => row.filter(here))
    .filter((row) => row.length > 0)
  if (rows.length === 0) return undefined
  const [high, low] = richMenuLimits.heights
  const height = rows.length > 1 ? high : low
  const areas = rows.flatMap((row, place) => laidOut(row, cut(height, rows.length, place)))
  return { ...menu, size: { ...menu.size, height }, areas }
}

function rowsOf(areas: readonly RichMenuArea[]): RichMenuArea[][] {
  const tops = [...new Set(areas.map(({ bounds }) => bounds.y))].sort((a, b) => a - b)
  return tops.map((top) => areas.filter(({ bounds }) => bounds.y === top))
}

function laidOut(row: readonly RichMenuArea[], { from, length: height }: Cut): RichMenuArea[] {
  const inOrder = [...row].sort((a, b) => a.bounds.x - b.bounds.x)
  return inOrder.map((area, place) => {
    const { from: x, length: width } = cut(richMenuLimits.width, inOrder.length, place)
    return { ...area, bounds: { x, y: from, width, height } }
  })
}

interface Cut {
  readonly from: number
  readonly length: number
}

/** Whole pixels without gaps: the parts differ by one at most. */
function cut(whole: number, parts: number, place: number): Cut {
  const from = Math.round((whole * place) / parts)
  return { from, length: Math.round((whole * (place + 1)) / parts) - from }
}
