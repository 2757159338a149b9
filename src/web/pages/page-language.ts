// In which language a page is read: what its address says, then what the browser asks for, then Thai.
import type { Request } from 'express'
import { type Language, languages } from '../../i18n/texts.js'

export function languageOfPage(request: Request): Language {
  const asked = languages.find((language) => language === request.query.lang)
  if (asked) return asked
  const accepted = request.acceptsLanguages(...languages)
  return languages.find((language) => language === accepted) ?? 'th'
}
