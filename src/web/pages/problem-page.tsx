// What a visitor hears whose request cannot be answered: a page with a sentence for people, a short code for programs. It says
// nothing of what was asked for, nor whether such a thing exists.
import type { Request, Response } from 'express'
import type th from '../../../locales/th/pages.json'
import { textsOf } from '../../i18n/texts.js'
import { languageOfPage } from './page-language.js'
import { renderPage } from './page-shell.js'

const say = textsOf<typeof th>('pages')

type Problem = keyof typeof th.problem

const problems: Readonly<Record<number, Problem>> = {
  400: 'notUnderstood',
  401: 'signedOut',
  403: 'notAllowed',
  404: 'notThere',
  413: 'tooLarge',
  415: 'notUnderstood',
  429: 'tooOften',
  503: 'tooHeavy',
}

/** Browsers that open a page get one; whatever else asks gets `{ "why": … }`. */
export function sendProblem(
  request: Request,
  response: Response,
  status: number,
  agencyName: { readonly th: string; readonly en: string },
  why?: string,
): void {
  const problem = problems[status] ?? (status >= 500 ? 'failed' : 'notUnderstood')
  response.status(status).set('cache-control', 'no-store').vary('Accept').vary('Accept-Language')
  const wantsPage = request.method === 'GET' && /\btext\/html\b/.test(request.get('accept') ?? '')
  if (!wantsPage) return void response.json({ why: why ?? problem })
  const language = languageOfPage(request)
  response.type('html').send(
    renderPage({
      language,
      agencyName,
      title: say(language, `problem.${problem}.title`),
      children: <p>{say(language, `problem.${problem}.words`)}</p>,
    }),
  )
}
