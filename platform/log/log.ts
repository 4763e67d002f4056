import pino, { type DestinationStream, type Logger } from 'pino'

export type Log = Logger

const SECRETS = ['authorization', 'cookie', 'set-cookie', 'x-api-key', 'password', 'token', 'secret']

// At the top, in an object of the line, and in the headers of a request or answer of the line.
const redact = SECRETS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`])

/** The log of this process: JSON lines, or plain ones for a person at a terminal. Never tells a secret. */
export function createLog(settings: { LOG_LEVEL: string }, out?: DestinationStream): Log {
  const destination =
    out ?? (process.stdout.isTTY ? forPeople(process.stdout) : pino.destination({ dest: 1, sync: true }))
  return pino(
    {
      level: settings.LOG_LEVEL,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: pino.stdSerializers.err, error: pino.stdSerializers.err },
      redact: { paths: redact, censor: '[hidden]' },
    },
    destination,
  )
}

/** The log for one request: every line it writes carries the request's id. */
export const logOfRequest = (log: Log, requestId: string): Log => log.child({ requestId })

/** Writes each JSON line as one that a person reads: time, level, message, then what else was said. */
export function forPeople(out: { write: (line: string) => unknown }): DestinationStream {
  return {
    write(line) {
      // The line was written by pino a moment ago, so it is an object with these.
      const { level, time, msg, err, error, ...rest } = JSON.parse(line) as Record<string, unknown>
      const said = Object.entries(rest).map(
        ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
      )
      const fault = (err ?? error) as { stack?: string; message?: string } | string | undefined
      const trace = typeof fault === 'object' ? (fault.stack ?? fault.message ?? JSON.stringify(fault)) : fault
      const first = [
        String(time).slice(11, 19),
        String(level).padEnd(5),
        ...(typeof msg === 'string' ? [msg] : []),
        ...said,
      ].join(' ')
      out.write(`${first}\n${trace ? `${trace.replaceAll(/^/gm, '  ')}\n` : ''}`)
    },
  }
}
