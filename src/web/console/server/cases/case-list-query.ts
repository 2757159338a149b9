// What the list of cases is asked for, read from its address: unknown words are left out, so that an old bookmark shows a
// list and not an error.
import { z } from 'zod'
import {
  type DeskFilter,
  type DeskOrder,
  deskOrders,
} from '../../../../features/cases/list/case-desk-rules.js'
import {
  type ComplaintCategory,
  complaintKinds,
  complaintStatuses,
  corruptionCategories,
  generalCategories,
} from '../../../../features/complaints/complaint-kinds.js'
import { isMonth, type Month } from '../../../../i18n/calendar/thai-calendar.js'

export const allCategories: readonly ComplaintCategory[] = [
  ...corruptionCategories,
  'unspecified',
  ...generalCategories,
]

const query = z.object({
  status: z
    .enum(['open', 'all', ...complaintStatuses])
    .optional()
    .catch(undefined),
  kind: z.enum(complaintKinds).optional().catch(undefined),
  category: z
    .enum([...corruptionCategories, 'unspecified', ...generalCategories])
    .optional()
    .catch(undefined),
  month: z
    .string()
    .transform((text) => (isMonth(text) ? text : undefined))
    .pipe(z.custom<Month | undefined>())
    .optional()
    .catch(undefined),
  mine: z.literal('on').optional().catch(undefined),
  overdue: z.literal('on').optional().catch(undefined),
  order: z.enum(deskOrders).default('due').catch('due'),
  page: z.coerce.number().int().min(1).default(1).catch(1),
})

export interface CaseListAsked {
  readonly filter: DeskFilter
  readonly order: DeskOrder
  readonly page: number
}

export function readCaseListQuery(asked: unknown): CaseListAsked {
  const { order, page, mine, overdue, status, kind, category, month } = query.parse(asked)
  return {
    order,
    page,
    filter: {
      ...(status && { status }),
      ...(kind && { kind }),
      ...(category && { category }),
      ...(month && { month }),
      ...(mine && { mine: true }),
      ...(overdue && { overdue: true }),
    },
  }
}

/** The same list on another page, as an address. */
export function caseListPath({ filter, order }: CaseListAsked, page: number): string {
  const { status, kind, category, month, mine, overdue } = filter
  const words = { status, kind, category, month, mine: mine && 'on', overdue: overdue && 'on' }
  const asked = new URLSearchParams({ order, page: String(page) })
  for (const [name, value] of Object.entries(words)) if (value) asked.set(name, value)
  return `/console/cases?${asked}`
}
