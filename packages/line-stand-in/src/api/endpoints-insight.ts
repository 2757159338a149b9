// LINE's own counts of sends with a name: how many names this month has, which, and who has seen how much, never who.

import { RATE } from '../limits/token-buckets.js'
import { type ApiAnswer, type ApiCall, type Endpoint, ok } from '../world/platform-parts.js'
import { refusals } from './api-errors.js'

const DAY_MS = 24 * 60 * 60 * 1000

function perUnit({ parts, channel, query }: ApiCall): ApiAnswer {
  const unit = query.get('customAggregationUnit') ?? ''
  if (!/^[a-zA-Z0-9_]{1,30}$/.test(unit)) throw refusals.invalidParameter('customAggregationUnit')
  const [from, to] = [dayIn(query, 'from'), dayIn(query, 'to')]
  if (to.moment < from.moment || to.moment - from.moment > 30 * DAY_MS) throw refusals.invalidParameter('to')
  const { uniqueImpression, uniqueClick, messages } = parts.insight.figures(channel, unit, from.text, to.text)
  const unplayed = { uniqueMediaPlayed: null, uniqueMediaPlayed100Percent: null }
  return ok({
    overview: { uniqueImpression, uniqueClick, ...unplayed },
    messages: Array.from({ length: messages }, (_, index) => ({
      ...{ seq: index + 1, impression: uniqueImpression, uniqueImpression },
      ...{ mediaPlayed: null, mediaPlayed100Percent: null, ...unplayed },
    })),
    clicks: [],
  })
}

function dayIn(query: URLSearchParams, name: string): { readonly text: string; readonly moment: number } {
  const text = query.get(name) ?? ''
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? []
  const moment = Date.parse(`${year}-${month}-${day}T00:00:00Z`)
  if (Number.isNaN(moment)) throw refusals.invalidParameter(name)
  return { text, moment }
}

const unitsUsed = ({ parts, channel }: ApiCall): ApiAnswer =>
  ok({ numOfCustomAggregationUnits: parts.insight.unitsThisMonth(channel).length })

function unitNames({ parts, channel, query }: ApiCall): ApiAnswer {
  const limit = Number(query.get('limit') ?? 100)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw refusals.invalidParameter('limit')
  const start = Number(query.get('start') ?? 0)
  if (!Number.isInteger(start) || start < 0) throw refusals.invalidParameter('start')
  const all = parts.insight.unitsThisMonth(channel)
  const customAggregationUnits = all.slice(start, start + limit)
  return ok({
    customAggregationUnits,
    ...(start + limit < all.length && { next: String(start + limit) }),
  })
}

export const insightEndpoints: readonly Endpoint[] = [
  {
    ...{ host: 'api', method: 'GET', rate: RATE.insight },
    path: '/v2/bot/insight/message/event/aggregation',
    answer: perUnit,
  },
  {
    ...{ host: 'api', method: 'GET', rate: RATE.usual },
    path: '/v2/bot/message/aggregation/info',
    answer: unitsUsed,
  },
  {
    ...{ host: 'api', method: 'GET', rate: RATE.usual },
    path: '/v2/bot/message/aggregation/list',
    answer: unitNames,
  },
]
