/* Texts of several sizes centred under each other. */
import type { SKRSContext2D } from '@napi-rs/canvas'
import { drawText, type SetText } from './picture-text.js'

/** `gap` is the space above the text. */
export type Stacked = { text: SetText; colour: string; gap: number }

export function stackHeight(stack: readonly Stacked[]): number {
  return stack.reduce((total, { text, gap }) => total + gap + text.height, 0)
}

/** Draws the stack downwards from `top`, each line centred on `middleX`. */
export function drawStack(
  pen: SKRSContext2D,
  stack: readonly Stacked[],
  place: { middleX: number; top: number },
): void {
  let { top } = place
  for (const { text, colour, gap } of stack) {
    drawText(pen, text, { x: place.middleX, top: top + gap, align: 'center', colour })
    top += gap + text.height
  }
}
