// Presses a link of a card and fetches what it opens, as a person's browser would.

import type { LinePerson } from 'line-stand-in'
import type { Sheet } from 'read-excel-file/node'
import readExcelFile from 'read-excel-file/node'
import { textOfPdf } from './pdf-text.js'

export async function linkOf(person: LinePerson, label: string): Promise<string> {
  const pressed = await person.presses(label)
  if (pressed.kind !== 'uri') throw new Error(`“${label}” opens no link`)
  return pressed.uri
}

async function fetched(url: string): Promise<Buffer> {
  const response = await fetch(url)
  if (response.status !== 200) throw new Error(`The link answered ${response.status}`)
  return Buffer.from(await response.arrayBuffer())
}

export const pdfTextOf = async (person: LinePerson, label = 'เปิด PDF'): Promise<string> =>
  textOfPdf(await fetched(await linkOf(person, label)))

export const sheetsOf = async (person: LinePerson, label = 'เปิด Excel'): Promise<Sheet[]> =>
  readExcelFile(await fetched(await linkOf(person, label)))

/** The value beside a label on the first sheet. */
export function factOf(sheets: readonly Sheet[], label: string): unknown {
  return sheets[0]?.data.find(([name]) => name === label)?.[1]
}
