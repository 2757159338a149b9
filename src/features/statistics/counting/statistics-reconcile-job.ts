// The nightly count of every month. A difference means that somebody wrote to the database by hand, or a fault of ours: it is
// mended, and the operator is told which month it was.

import type { Log } from '../../../operation/log.js'
import type { StatisticsRules } from './statistics-rules.js'

export const reconcileStatistics =
  (statistics: Pick<StatisticsRules, 'reconcile'>, log: Log) => async (): Promise<number> => {
    const differences = await statistics.reconcile()
    for (const { kind, month } of differences) log.warn('statistics were wrong', { kind, name: month })
    return differences.length
  }
