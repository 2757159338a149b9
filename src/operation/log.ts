// What may be written down: a fixed list of fields, none of which can hold somebody's words or a LINE user id.
// A field that is not on the list is dropped, whoever passes it; an error is written by its class, never by its message.
import { type DestinationStream, type Logger, pino } from 'pino'

const allowed = [
  'channel',
  'count',
  'cause',
  'code',
  'job',
  'kind',
  'milliseconds',
  'name',
  'outcome',
  'port',
  'problem',
  'requestId',
  'status',
  'trace',
  'type',
  'variable',
  'version',
] as const

export type LogFields = Partial<Record<(typeof allowed)[number], string | number | boolean | undefined>>

export interface Log {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

function onlyAllowed(fields: LogFields = {}): LogFields {
  return Object.fromEntries(
    allowed.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])),
  )
}

export function createLog(
  level: 'debug' | 'info' | 'warn' | 'error' | 'silent',
  to?: DestinationStream,
): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime }
  const logger: Logger = to ? pino(options, to) : pino(options)
  return {
    debug: (event, fields) => logger.debug(onlyAllowed(fields), event),
    info: (event, fields) => logger.info(onlyAllowed(fields), event),
    warn: (event, fields) => logger.warn(onlyAllowed(fields), event),
    error: (event, fields) => logger.error(onlyAllowed(fields), event),
  }
}

/** An error that only reports and cases can bring: its name, with its minute in a log, would tell that somebody reports. */
export interface Untold {
  readonly untold: true
}

/** The class of an error and its code: enough to find it, nothing of what a person wrote. */
export function problemOf(error: unknown): { problem: string; code?: string | number } {
  if (!(error instanceof Error)) return { problem: typeof error }
  const code =
    'code' in error && (typeof error.code === 'string' || typeof error.code === 'number')
      ? error.code
      : undefined
  return {
    problem: 'untold' in error ? 'Error' : error.constructor.name,
    ...(code !== undefined && { code }),
  }
}
