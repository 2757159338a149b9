// Starting and stopping the product: indexes first, then jobs, chats and errands; stopped in the order in which nothing is lost.
import type { Connection } from 'mongoose'
import { collectionsReady } from '../database/clustered-upgrade.js'
import type { Worker } from '../delivery/worker.js'
import type { RichMenus } from '../features/menus/rich-menus.js'
import type { HeavyWork } from '../heavy-work/heavy-threads.js'
import type { Errands } from '../jobs/errands.js'
import { createJobElections } from '../jobs/job-elections.js'
import { type Job, type Schedule, startSchedule } from '../jobs/schedule.js'
import type { Clock } from '../operation/clock.js'
import type { Log } from '../operation/log.js'
import type { Product } from './product.js'

interface Living {
  readonly connection: Connection
  readonly clock: Clock
  readonly log: Log
  readonly worker: Worker
  readonly errands: Errands
  readonly jobs: readonly Job[]
  readonly richMenus: Pick<RichMenus, 'idle'>
  readonly heavyWork: Pick<HeavyWork, 'stop'>
  /** After the indexes, before anything runs. */
  readonly prepare: () => Promise<void>
}

export function lifeOf({
  connection,
  clock,
  log,
  worker,
  errands,
  jobs,
  richMenus,
  heavyWork,
  prepare,
}: Living): Pick<Product, 'start' | 'stop' | 'runJob'> {
  let schedule: Schedule | undefined
  const elections = createJobElections(connection, clock)
  return {
    async start() {
      await collectionsReady(connection)
      await prepare()
      schedule = startSchedule(jobs, elections, log)
      worker.start()
      errands.start()
    },
    async stop() {
      await schedule?.stop()
      await errands.stop()
      await worker.stop()
      await richMenus.idle()
      // Last: whoever still answers needs it.
      await heavyWork.stop()
    },
    async runJob(name) {
      if (!schedule) throw new Error('The jobs have not been started')
      return schedule.runNow(name)
    },
  }
}
