// The three pages of a reporter as the server sends them: what has to be read before anything is typed, what to do without
// a script, and a place for the script. No cookie, nothing from elsewhere, nothing that is kept.

import type { Router as ExpressRouter, Request, Response } from 'express'
import type { z } from 'zod'
import type followUpTh from '../../../../locales/th/followUp.json'
import type th from '../../../../locales/th/reports.json'
import type tipsTh from '../../../../locales/th/tips.json'
import type { WebReportRules } from '../../../features/cases/filing/web-report-rules.js'
import { legalText, privacyNotice, whoSeesWhatLines } from '../../../features/settings/legal-words.js'
import { type GuideTopic, guideTopics, type Settings } from '../../../features/settings/settings-schema.js'
import { type Language, linesOf, textsOf, textTreeOf } from '../../../i18n/texts.js'
import { scriptAsset } from '../../pages/page-assets.js'
import { languageOfPage } from '../../pages/page-language.js'
import { renderPage } from '../../pages/page-shell.js'
import { exactRouter } from '../../server/exact-router.js'
import type { reporterPageData } from '../browser/page-context.js'
import { hourlyLimits } from './address-limits.js'

const say = textsOf<typeof th>('reports')
const lines = linesOf<typeof th>('reports')
const sayTips = textsOf<typeof tipsTh>('tips')
const sayFollowUp = textsOf<typeof followUpTh>('followUp')

export interface ReporterPageDeps {
  readonly agencyName: { readonly th: string; readonly en: string }
  /** Without a kind that somebody may read, nothing is asked. */
  readonly open: WebReportRules['openKinds']
  readonly settings: () => Promise<
    Pick<Settings, 'answerDays' | 'guideTexts' | 'legalTexts' | 'leaveNowUrl' | 'retentionDays'>
  >
}

type PageFacts = Awaited<ReturnType<ReporterPageDeps['open']>> &
  Awaited<ReturnType<ReporterPageDeps['settings']>>

type PageName = 'report' | 'receipt' | 'case'

export function createReporterPages(deps: ReporterPageDeps): ExpressRouter {
  const router = exactRouter()
  const pages: readonly PageName[] = ['report', 'receipt', 'case']
  for (const name of pages)
    router.get(`/${name}`, async (request, response) => {
      const [open, settings] = await Promise.all([deps.open(), deps.settings()])
      await sendPage(request, response, name, deps, { ...open, ...settings })
    })
  router.get('/privacy', async (request, response) => {
    const language = languageOfPage(request)
    const settings = await deps.settings()
    response.set(headers).type('html')
    response.send(
      renderPage({
        language,
        agencyName: deps.agencyName,
        title: say(language, 'privacy.title'),
        inOtherLanguage: `/privacy?lang=${language === 'th' ? 'en' : 'th'}`,
        corner: <QuickExit language={language} to={settings.leaveNowUrl} />,
        children: privacyNotice(language, settings, deps.agencyName[language])
          .split('\n')
          .map((line) => <p key={line}>{line}</p>),
      }),
    )
  })
  return router
}

/** Only our own, not even our own images from elsewhere; the worker and libsodium's WebAssembly may run. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  // From a copy in memory of what was compared (later-script.ts); an address alone would be compared with nothing.
  'worker-src blob:',
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  // A file that is looked at has a page of its own, in a frame without network.
  "frame-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const headers = {
  'cache-control': 'no-store',
  'content-security-policy': policy,
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

async function sendPage(
  request: Request,
  response: Response,
  name: PageName,
  { agencyName }: ReporterPageDeps,
  facts: PageFacts,
): Promise<void> {
  const language = languageOfPage(request)
  const inLine = /\bLine\//.test(request.get('user-agent') ?? '')
  const chosen = { language, facts }
  const closed = name === 'report' && facts.kinds.length === 0
  response.set(headers)
  response.type('html').send(
    renderPage({
      language,
      agencyName,
      title: titleOf(language, name),
      inOtherLanguage: `/${name}?lang=${language === 'th' ? 'en' : 'th'}`,
      corner: <QuickExit language={language} to={facts.leaveNowUrl} />,
      ...(!closed && { script: await scriptAsset(name), data: pageDataFor(language, agencyName, facts) }),
      children: closed ? (
        <NoRecipient {...chosen} />
      ) : (
        <>
          <NoScript {...chosen} />
          {inLine && <InLine language={language} name={name} />}
          {name === 'report' && <BeforeBeginning {...chosen} />}
          <div id="form">{name !== 'report' && <NotStarted {...chosen} />}</div>
        </>
      ),
    }),
  )
}

function titleOf(language: Language, name: PageName): string {
  switch (name) {
    case 'report':
      return say(language, 'title')
    case 'receipt':
      return say(language, 'offer.title')
    case 'case':
      return sayFollowUp(language, 'title')
  }
}

function pageDataFor(
  language: Language,
  agencyName: ReporterPageDeps['agencyName'],
  { answerDays, kinds, guideTexts, legalTexts }: PageFacts,
): z.input<typeof reporterPageData> {
  return {
    language,
    agencyName: agencyName[language],
    answerDays,
    openKinds: [...kinds],
    identityConsent: legalText(language, 'identityConsent', { legalTexts }),
    otherBodies: legalText(language, 'otherBodies', { legalTexts }),
    guide: Object.fromEntries(
      guideTopics.map((topic) => [
        topic,
        guideTexts[topic]?.[language] ?? sayTips(language, `guide.${topic}`),
      ]),
    ) as Record<GuideTopic, string>,
    words: {
      reports: textTreeOf(language, 'reports'),
      followUp: textTreeOf(language, 'followUp'),
      telling: textTreeOf(language, 'telling'),
      complaints: textTreeOf(language, 'complaints'),
      files: textTreeOf(language, 'files'),
    },
  }
}

interface InLanguage {
  readonly language: Language
}

interface Chosen extends InLanguage {
  readonly facts: PageFacts
}

/** A link, so that it works without a script; with one it also leaves no way back. */
function QuickExit({ language, to }: InLanguage & { readonly to: string }) {
  return (
    <a id="quick-exit" class="button" href={to} rel="noreferrer">
      {say(language, 'exit.button')}
    </a>
  )
}

function NoScript({ language, facts }: Chosen) {
  return (
    <noscript>
      <div class="problem">
        <strong>{say(language, 'noScript.title')}</strong>
        <p>{say(language, 'noScript.text')}</p>
        <p class="words">{legalText(language, 'otherBodies', facts)}</p>
      </div>
    </noscript>
  )
}

/** Shown by the style sheet after a while, and taken away by the script when it starts: one that never came cannot say so. */
function NotStarted({ language, facts }: Chosen) {
  return (
    <div class="problem late" id="not-started">
      <strong>{say(language, 'notStarted.title')}</strong>
      <p>{say(language, 'notStarted.text')}</p>
      <p class="words">{legalText(language, 'otherBodies', facts)}</p>
    </div>
  )
}

function NoRecipient({ language, facts }: Chosen) {
  return (
    <div class="note">
      <strong>{say(language, 'noRecipient.title')}</strong>
      <p>{say(language, 'noRecipient.text')}</p>
      <p class="words">{legalText(language, 'otherBodies', facts)}</p>
    </div>
  )
}

function InLine({ language, name }: InLanguage & { readonly name: PageName }) {
  // The secret of a receipt's link stands after '#', which the server does not see: there the link in the chat does it.
  return (
    <div class="note">
      <p>{say(language, 'inLine')}</p>
      {name !== 'receipt' && (
        <a class="button second" href={`/${name}?lang=${language}&openExternalBrowser=1`}>
          {say(language, 'openOutside')}
        </a>
      )}
    </div>
  )
}

function BeforeBeginning({ language, facts }: Chosen) {
  const { fingerprints, leaveNowUrl } = facts
  const { reports, files } = hourlyLimits
  return (
    <div id="before">
      <section class="card">
        <h2>{say(language, 'whoSeesWhat.title')}</h2>
        <ol class="promises">
          {whoSeesWhatLines(language, 'whoSeesWhatWeb', facts).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
        <p>
          <strong>{say(language, 'safety')}</strong>
        </p>
        <p class="quiet">{say(language, 'exit.hint', { site: new URL(leaveNowUrl).hostname })}</p>
      </section>
      <details class="card">
        <summary>{say(language, 'promise.title')}</summary>
        <ul>
          {lines(language, 'promise.lines').map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p>{say(language, 'promise.keys', { count: fingerprints.length })}</p>
        <ul>
          {fingerprints.map((fingerprint) => (
            <li key={fingerprint} class="code">
              {fingerprint}
            </li>
          ))}
        </ul>
        <p class="quiet">{say(language, 'promise.limits', { reports, files })}</p>
      </details>
      <p class="words">{legalText(language, 'goodFaith', facts)}</p>
      <p>
        <a href={`/privacy?lang=${language}`}>{say(language, 'privacy.link')}</a>
      </p>
      <div id="check">
        <NotStarted language={language} facts={facts} />
      </div>
      <div class="row">
        <button type="button" id="begin" hidden>
          {say(language, 'begin')}
        </button>
        <a class="button second" href={`/case?lang=${language}`}>
          {say(language, 'haveReceipt')}
        </a>
      </div>
    </div>
  )
}
