// Every word of a piece, in the order in which people read it: for papers of evidence, which must leave nothing out.
import { readableLink } from '../../../i18n/letters/readable-link.js'
import type { Language } from '../../../i18n/texts.js'
import { say } from '../library-words.js'
import { type ContentBody, isUploaded, wordsFor } from './content-schema.js'

export function contentInWords(body: ContentBody, language: Language): readonly string[] {
  const link = body.link === undefined ? [] : [readableLink(body.link)]
  return [...wordsIn(body, language).filter((one) => one !== undefined), ...link]
}

function wordsIn(body: ContentBody, language: Language): readonly (string | undefined)[] {
  if (isUploaded(body)) {
    const { title, summary } = wordsFor(body, language)
    return [title, summary]
  }
  switch (body.kind) {
    case 'infographic': {
      const { title, subtitle, points, footer } = wordsFor(body, language)
      return [title, subtitle, ...points.map(({ text }) => bullet(text)), footer]
    }
    case 'onePaper': {
      const { title, subtitle, points = [], sections = [], footer } = wordsFor(body, language)
      const parts = sections.flatMap(({ heading, text, points: own = [] }) => [
        heading,
        text,
        ...own.map(bullet),
      ])
      return [title, subtitle, ...points.map(({ text }) => bullet(text)), ...parts, footer]
    }
    case 'dosAndDonts': {
      const { title, summary, dos, donts } = wordsFor(body, language)
      const columns = [
        say(language, 'card.dos'),
        ...dos.map(bullet),
        say(language, 'card.donts'),
        ...donts.map(bullet),
      ]
      return [title, summary, ...columns]
    }
    case 'quote': {
      const { title, quote, author } = wordsFor(body, language)
      return [title, quote, author]
    }
    case 'channels': {
      const { title, subtitle, channels, caption, footer } = wordsFor(body, language)
      const ways = channels.map(({ name, detail }) => bullet(`${name}: ${detail}`))
      return [title, subtitle, ...ways, caption, body.address, footer]
    }
    case 'statistics': {
      const { title, subtitle, figures = [], statement, table, note, footer } = wordsFor(body, language)
      const rows = table ? [table.head, ...table.rows, ...(table.foot ? [table.foot] : [])] : []
      const counted = figures.map(({ value, label }) => bullet(`${value} ${label}`))
      return [title, subtitle, ...counted, statement, ...rows.map((row) => row.join(' · ')), note, footer]
    }
    case 'ethicsCode':
    case 'policy':
    case 'document':
    case 'clip':
    case 'survey': {
      const { title, summary, points, text } = wordsFor(body, language)
      return [title, summary, ...points.map(bullet), text]
    }
  }
}

const bullet = (words: string): string => `• ${words}`
