// Dots while it runs, then every failure, then one plain line that people and machines can read.
import Mocha from 'mocha'

// biome-ignore lint/style/noDefaultExport: mocha's contract
export default class PlainReporter extends Mocha.reporters.Dot {
  constructor(runner, options) {
    super(runner, options)
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats
      const skipped = pending > 0 ? `, ${pending} skipped` : ''
      process.stdout.write(`${passes} passed, ${failures} failed${skipped}\n`)
    })
  }
}
