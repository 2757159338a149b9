// What the case page's script needs of the case's own vocabulary, in one place. Runs in the browser.
import { z } from 'zod'
import { complaintStatuses } from '../../../../features/complaints/complaint-kinds.js'

export { bodyPlace, cleanPlace, originalPlace, partPlace } from '../../../../features/cases/case.js'
export const caseStatusSchema = z.enum(complaintStatuses)
