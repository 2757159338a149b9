// What every part of the reporter's case page is given.
import type { OpenedCase, ReadCase } from '../browser/case/opened-case.js'
import type { PageContext } from '../browser/page-context.js'

export interface CaseProps {
  readonly page: PageContext
  readonly opened: OpenedCase
  readonly read: ReadCase
  /** Reads it again after something was sent. */
  readonly changed: () => Promise<void>
}
