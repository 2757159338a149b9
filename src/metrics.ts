// Numbers for the operator (Prometheus). Labels are channel names, outcomes and route names: never a person.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export interface Metrics {
  readonly registry: Registry
  readonly webhooks: Counter<'channel' | 'status'>
  readonly eventsDropped: Counter<'type'>
  readonly turns: Counter<'route' | 'outcome'>
  readonly turnSeconds: Histogram<'route'>
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
      labelNames: ['channel', 'status'],
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
      labelNames: ['route', 'outcome'],
      registers,
    }),
    turnSeconds: new Histogram({
      name: 'sujarit_turn_seconds',
      help: 'From claim to finished',
      labelNames: ['route'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
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
