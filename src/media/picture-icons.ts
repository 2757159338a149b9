/*
 * Our own line icons, drawn in a square of 24 units with round strokes. They are decoration beside a text and never
 * carry a meaning alone.
 */
import { Path2D, type SKRSContext2D } from '@napi-rs/canvas'

/** `lines` in the icon's colour; `mark` over them in the second colour, with a gap of ground around it. */
type Icon = { lines: string; mark?: string }

const ICONS = {
  'gift-crossed': {
    lines:
      'M3.6 8.2h16.8v3.6H3.6z M5.2 11.8v8.4h13.6v-8.4 M12 8.2v12 M12 8.2C9.2 8.2 7.4 7 7.4 5.3 7.4 4.1 8.2 3.4 9.2 3.4 10.9 3.4 12 5.6 12 8.2z M12 8.2C14.8 8.2 16.6 7 16.6 5.3 16.6 4.1 15.8 3.4 14.8 3.4 13.1 3.4 12 5.6 12 8.2z',
    mark: 'M3 21.6L21 2.4',
  },
  shield: {
    lines: 'M12 2.6L19.6 5.5V11.2C19.6 16 16.4 19.5 12 21.4C7.6 19.5 4.4 16 4.4 11.2V5.5z',
    mark: 'M8.4 12L11 14.6L15.8 9.4',
  },
  scales: {
    lines:
      'M12 3.4v17 M7.6 20.6h8.8 M4.8 6.4h14.4 M4.8 6.4L1.9 13.4h5.8z M1.9 13.4a2.9 2.9 0 0 0 5.8 0 M19.2 6.4L16.3 13.4h5.8z M16.3 13.4a2.9 2.9 0 0 0 5.8 0',
  },
  eye: {
    lines:
      'M2.2 12C4.8 7.5 8.2 5.3 12 5.3S19.2 7.5 21.8 12C19.2 16.5 15.8 18.7 12 18.7S4.8 16.5 2.2 12z M15.1 12a3.1 3.1 0 1 1-6.2 0a3.1 3.1 0 1 1 6.2 0z',
  },
  'hand-stop': {
    lines:
      'M7.2 12.4V6a1.4 1.4 0 0 1 2.8 0V11 M10 11V4a1.4 1.4 0 0 1 2.8 0V11 M12.8 11V4.8a1.4 1.4 0 0 1 2.8 0V11.6 M15.6 11.6V7a1.4 1.4 0 0 1 2.8 0V14.6C18.4 18.8 15.9 21.4 12.4 21.4C9.5 21.4 7.7 20.1 6.3 17.8L3.8 13.8C3.2 12.8 3.6 11.8 4.5 11.6C5.3 11.4 5.9 11.8 6.4 12.5L7.2 13.7V11.8',
  },
  phone: {
    lines:
      'M6.2 3.2h2.9l1.8 4.6-2.3 1.8c1.2 2.5 3.1 4.5 5.7 5.7l1.8-2.3 4.6 1.8v2.9c0 1.6-1.3 2.8-2.8 2.7C10.2 19.9 4 13.6 3.5 6C3.4 4.5 4.6 3.2 6.2 3.2z',
  },
  document: { lines: 'M5.6 2.8h8.2l4.8 4.8V21.2H5.6z M13.8 2.8v4.8h4.8', mark: 'M9 12.2h6.2 M9 16.2h6.2' },
  people: {
    lines:
      'M12.2 8a3.4 3.4 0 1 1-6.8 0a3.4 3.4 0 1 1 6.8 0z M2.4 20.2c0-3.9 2.7-6.4 6.4-6.4s6.4 2.5 6.4 6.4 M15.2 4.8a3.4 3.4 0 0 1 0 6.4 M17.4 14.2c2.6.8 4.2 3 4.2 6',
  },
  coin: {
    lines: 'M21 12a9 9 0 1 1-18 0a9 9 0 1 1 18 0z',
    mark: 'M9.4 7.8h3.8a2.1 2.1 0 0 1 0 4.2H9.4z M9.4 12h4.3a2.1 2.1 0 0 1 0 4.2H9.4z M12 5.8v2 M12 16.2v2',
  },
  lock: {
    lines: 'M5.4 10.8h13.2V20.8H5.4z M8.2 10.8V7.4a3.8 3.8 0 0 1 7.6 0v3.4',
    mark: 'M12 14.6v2.6',
  },
  clock: { lines: 'M21 12a9 9 0 1 1-18 0a9 9 0 1 1 18 0z', mark: 'M12 6.8v5.4l3.6 2.2' },
  mail: { lines: 'M2.8 5.6h18.4v13H2.8z M3.2 6.2L12 13l8.8-6.8' },
  globe: {
    lines:
      'M21 12a9 9 0 1 1-18 0a9 9 0 1 1 18 0z M3.2 12h17.6 M12 3c2.7 2.7 4 5.7 4 9s-1.3 6.3-4 9c-2.7-2.7-4-5.7-4-9s1.3-6.3 4-9z',
  },
  gift: {
    lines:
      'M3.6 8.2h16.8v3.6H3.6z M5.2 11.8v8.4h13.6v-8.4 M12 8.2v12 M12 8.2C9.2 8.2 7.4 7 7.4 5.3 7.4 4.1 8.2 3.4 9.2 3.4 10.9 3.4 12 5.6 12 8.2z M12 8.2C14.8 8.2 16.6 7 16.6 5.3 16.6 4.1 15.8 3.4 14.8 3.4 13.1 3.4 12 5.6 12 8.2z',
  },
  check: { lines: 'M4.4 12.6L9.6 17.8L19.6 6.6' },
  cross: { lines: 'M6 6L18 18 M18 6L6 18' },
  chart: { lines: 'M3.4 3.4v17.2h17.2', mark: 'M8 17v-5 M12.6 17V7.4 M17.2 17v-7.6' },
  book: {
    lines:
      'M12 6.2C9.9 4.7 6.6 4.2 2.8 4.6v13.6c3.8-.4 7.1.1 9.2 1.8c2.1-1.7 5.4-2.2 9.2-1.8V4.6C17.4 4.2 14.1 4.7 12 6.2z M12 6.2V20',
  },
  megaphone: {
    lines: 'M3.4 9.6v4.6h3.4L17 19V4.8L6.8 9.6z M7 14.2l1.6 5.8h3l-1.5-4.3 M20.2 9.6a3.4 3.4 0 0 1 0 4.6',
  },
  magnifier: { lines: 'M17 10.4a6.6 6.6 0 1 1-13.2 0a6.6 6.6 0 1 1 13.2 0z M15.2 15.2L20.8 20.8' },
  question: {
    lines: 'M21 12a9 9 0 1 1-18 0a9 9 0 1 1 18 0z',
    mark: 'M9.4 9.6a2.7 2.7 0 1 1 4.2 2.2c-1.1.7-1.6 1.2-1.6 2.4 M12 17.2v.1',
  },
  chat: {
    lines: 'M3.2 4.4h17.6v12.2H12l-4.6 4v-4H3.2z',
    mark: 'M7.6 10.5v.1 M12 10.5v.1 M16.4 10.5v.1',
  },
  calendar: {
    lines: 'M3.6 5.2h16.8v15.4H3.6z M3.6 9.8h16.8 M8 2.8v4.4 M16 2.8v4.4',
    mark: 'M8.6 15l2.4 2.4 4.4-4.4',
  },
  award: {
    lines: 'M17.8 9a5.8 5.8 0 1 1-11.6 0a5.8 5.8 0 1 1 11.6 0z M8.6 13.8L7 21.4l5-2.6 5 2.6-1.6-7.6',
    mark: 'M9.8 9l1.7 1.7 2.9-3.1',
  },
  folder: { lines: 'M2.8 5.2h6.6l2.2 2.6h9.6v11.6H2.8z', mark: 'M7.2 13.6h9.6' },
  pin: {
    lines:
      'M12 21.4C7.8 16.8 5.4 13.2 5.4 9.6a6.6 6.6 0 1 1 13.2 0C18.6 13.2 16.2 16.8 12 21.4z M14.4 9.6a2.4 2.4 0 1 1-4.8 0a2.4 2.4 0 1 1 4.8 0z',
  },
  language: {
    lines: 'M2.8 3.6h11v9H9l-3.4 3v-3H2.8z M16.6 9.2h4.6v8.6h-2.6v2.8l-3.2-2.8h-5.2v-3.2',
    mark: 'M6 10.2L8.3 5.8 10.6 10.2 M6.9 8.8h2.8',
  },
  clipboard: {
    lines: 'M8.6 4.4H4.8v16.8h14.4V4.4h-3.8 M8.6 2.8h6.8v3.6H8.6z',
    mark: 'M8.4 13.2l2.6 2.6 4.8-5',
  },
} as const satisfies Record<string, Icon>

export type IconName = keyof typeof ICONS
export const ICON_NAMES = Object.keys(ICONS) as [IconName, ...IconName[]]

const UNITS = 24

/** Draws an icon in the square whose middle and side are given, in canvas units; `weight`: of its lines, in icon units. */
export function drawIcon(
  pen: SKRSContext2D,
  name: IconName,
  place: { middleX: number; middleY: number; side: number },
  colours: { line: string; mark: string; ground: string },
  weight = 1.6,
): void {
  const icon: Icon = ICONS[name]
  pen.save()
  pen.translate(place.middleX - place.side / 2, place.middleY - place.side / 2)
  pen.scale(place.side / UNITS, place.side / UNITS)
  pen.lineCap = 'round'
  pen.lineJoin = 'round'
  stroke(pen, icon.lines, colours.line, weight)
  if (icon.mark !== undefined) {
    stroke(pen, icon.mark, colours.ground, 4)
    stroke(pen, icon.mark, colours.mark, 1.9)
  }
  pen.restore()
}

function stroke(pen: SKRSContext2D, path: string, colour: string, width: number): void {
  pen.strokeStyle = colour
  pen.lineWidth = width
  pen.stroke(new Path2D(path))
}
