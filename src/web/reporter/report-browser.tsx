// The script of /report: shows the form when the reader has read who sees what and begins.
import { render } from 'preact'
import { readPageContext } from './page-context.js'
import { prepareQuickExit } from './quick-exit.js'
import { ReportForm } from './report-form.js'

prepareQuickExit()
const page = readPageContext()
const begin = document.getElementById('begin')
begin?.removeAttribute('hidden')
begin?.addEventListener('click', () => {
  const place = document.getElementById('form')
  document.getElementById('before')?.remove()
  if (place) render(<ReportForm page={page} />, place)
})
