// Numbers for the operator (Prometheus). Labels are outcomes, never a person, and never what somebody does: a counter of one
// feature, one step or one channel would tell the minute of a report to whoever reads it.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export interface Metrics {
  readonly registry: Registry
  readonly webhooks: Counter<'status'>
  readonly eventsDropped: Counter<'type'>
  readonly turns: Counter<'outcome'>
  readonly turnSeconds: Histogram
  readonly heavyWork: Counter<'outcome'>
  readonly sends: Counter<'way' | 'outcome'>
  readonly deadLetters: Gauge<'box'>
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    webhooks: new Counter({
      name: 'sujarit_webhooks_total',
      help: 'Webhook bodies by our answer',
      labelNames: ['status'],
      registers,
    }),
    eventsDropped: new Counter({
      name: 'sujarit_events_dropped_total',
      help: 'Events that mean nothing to us',
      labelNames: ['type'],
      registers,
    }),
    turns: new Counter({
      name: 'sujarit_turns_total',
      help: 'Events worked on',
      labelNames: ['outcome'],
      registers,
    }),
    turnSeconds: new Histogram({
      name: 'sujarit_turn_seconds',
      help: 'From claim to finished',
      // Coarse on purpose: what takes longer than other turns must not stand in a bucket of its own.
      buckets: [1, 5, 20],
      registers,
    }),
    // Only what failed: a count of what was done would move with each report.
    heavyWork: new Counter({
      name: 'sujarit_heavy_work_failed_total',
      help: 'Tasks beside the main thread that came to no end: too long, or their thread failed',
      labelNames: ['outcome'],
      registers,
    }),
    sends: new Counter({
      name: 'sujarit_sends_total',
      help: 'Attempts to send',
      labelNames: ['way', 'outcome'],
      registers,
    }),
    deadLetters: new Gauge({
      name: 'sujarit_dead_letters',
      help: 'Rows that gave up',
      labelNames: ['box'],
      registers,
    }),
  }
}
