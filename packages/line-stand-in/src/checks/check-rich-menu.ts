// What LINE takes as a rich menu and as its picture (Messaging API reference, "Rich menu").
import sharp from 'sharp'
import { LineApiError, refusals } from '../api/api-errors.js'
import type { JsonObject } from '../webhook/webhook-event-types.js'
import { action } from './check-actions.js'
import {
  checkFields,
  Findings,
  integer,
  isObject,
  listOf,
  type Rule,
  required,
  Spot,
  text,
  trueOrFalse,
} from './check-primitives.js'

const NARROWEST = 800
const WIDEST = 2500
const LOWEST = 250
const FLATTEST_RATIO = 1.45
const MOST_PICTURE_BYTES = 1024 * 1024

const size: Rule = (value, spot, findings) => {
  if (!isObject(value)) return findings.add(spot, 'invalid property')
  const fields = { width: required(integer(NARROWEST, WIDEST)), height: required(integer(LOWEST)) }
  checkFields(value, fields, spot, findings, 'must be specified')
  if (Number(value.width) / Number(value.height) < FLATTEST_RATIO) {
    findings.add(spot, `aspect ratio (width / height) must be at least ${FLATTEST_RATIO}`)
  }
}

const bounds: Rule = (value, spot, findings) => {
  if (!isObject(value)) return findings.add(spot, 'invalid property')
  const side = required(integer(0, WIDEST))
  checkFields(value, { x: side, y: side, width: side, height: side }, spot, findings, 'must be specified')
}

const area: Rule = (value, spot, findings) => {
  if (!isObject(value)) return findings.add(spot, 'invalid property')
  const fields = { bounds: required(bounds), action: required(action('richMenu')) }
  checkFields(value, fields, spot, findings, 'must be specified')
}

/** Throws the 400 that names every wrong property. */
export function checkRichMenu(menu: JsonObject): void {
  const findings = new Findings()
  const fields = {
    size: required(size),
    selected: required(trueOrFalse),
    name: required(text({ max: 300, count: 'codePoints' })),
    chatBarText: required(text({ max: 14, count: 'codePoints' })),
    areas: required(listOf(0, 20, area)),
  }
  checkFields(menu, fields, new Spot('dotted', ''), findings, 'must be specified')
  if (findings.details.length > 0) throw refusals.bodyErrors(findings.details)
}

/** Throws 415 for another kind, 413 above 1 MB, 400 for a size that LINE does not show. */
export async function checkRichMenuPicture(bytes: Buffer, mime: string): Promise<void> {
  if (mime !== 'image/png' && mime !== 'image/jpeg') throw refusals.mediaType(mime)
  if (bytes.length > MOST_PICTURE_BYTES) throw refusals.tooLarge()
  const { width, height } = await sharp(bytes)
    .metadata()
    .catch(() => {
      throw notAllowed()
    })
  const fits = width >= NARROWEST && width <= WIDEST && height >= LOWEST && width / height >= FLATTEST_RATIO
  if (!fits) throw notAllowed()
}

const notAllowed = () => new LineApiError(400, 'The image size is not allowed for richmenu')
