// The script of /report: looks at the browser, then shows the form when the reader has read who sees what and begins.
import { render } from 'preact'
import { useEffect } from 'preact/hooks'
import type { BrowserFound } from '../browser-check.js'
import { CheckedBrowser, SlowBrowser } from '../checked-browser.js'
import { type PageContext, readPageContext } from '../page-context.js'
import { forgetWhenLeft } from './leaving.js'
import { prepareQuickExit } from './quick-exit.js'
import { ReportForm } from './report-form.js'
import { beginAtFirstEntry } from './step-history.js'

/** The button stands in the page; it works from here on. Coming back to it later goes on with what was typed. */
function Beginning({ page, found }: { readonly page: PageContext; readonly found: BrowserFound }) {
  useEffect(() => {
    const begin = document.getElementById('begin')
    begin?.removeAttribute('hidden')
    begin?.addEventListener('click', () => {
      begin.textContent = page.reports.say('goOn')
      const place = document.getElementById('form')
      if (place) render(<ReportForm page={page} found={found} opened={Date.now()} />, place)
    })
  }, [])
  return <SlowBrowser page={page} found={found} ahead />
}

prepareQuickExit()
forgetWhenLeft()
beginAtFirstEntry()
const page = readPageContext()
const check = document.getElementById('check')
if (check)
  render(
    <CheckedBrowser page={page}>{(found) => <Beginning page={page} found={found} />}</CheckedBrowser>,
    check,
  )
