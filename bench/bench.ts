// npm run bench [-- webhook pipeline database acknowledgements campaign console start], and by name alone statistics, which takes
// minutes: measures and prints one JSON object. It asserts nothing: machines differ and are noisy; ratios within one run are
// what can be compared.
import { benchAcknowledgementReport } from './acknowledgement-report-bench.js'
import { benchCampaign } from './campaign-bench.js'
import { benchConsoleList } from './console-list-bench.js'
import { benchEmbeddedMongo } from './embedded-mongodb-bench.js'
import { benchPipeline } from './pipeline-bench.js'
import { benchStart } from './start-bench.js'
import { benchStatistics } from './statistics-bench.js'
import { benchWebhook } from './webhook-bench.js'

const benches = {
  webhook: benchWebhook,
  pipeline: benchPipeline,
  database: benchEmbeddedMongo,
  acknowledgements: benchAcknowledgementReport,
  campaign: benchCampaign,
  console: benchConsoleList,
  start: benchStart,
  statistics: benchStatistics,
}
/** Fills a database with a million rows first: only whoever names it waits for it. */
const onlyByName = ['statistics']

const asked = process.argv.slice(2)
const results: Record<string, unknown> = {
  node: process.version,
  cores: (await import('node:os')).cpus().length,
}
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length === 0 ? !onlyByName.includes(name) : asked.includes(name)) results[name] = await bench()
}
console.log(JSON.stringify(results, null, 2))
