// The threads for heavy work, started once for all tests that are about something else. They end with the process.
import { createHeavyWork, type HeavyWork } from '../../src/heavy-work/heavy-threads.js'

const threads = createHeavyWork({ patience: () => 120_000 })

export const sharedHeavyWork: HeavyWork = { run: threads.run, stop: async () => undefined }
