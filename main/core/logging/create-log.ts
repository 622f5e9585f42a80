/**
 * One logger. It is given fields by name and takes only those on a list: headers, bodies, command lines, environments and
 * queries have no name here, so a secret in them cannot reach a log by being passed along.
 */
import { pino, type DestinationStream } from 'pino';

const FIELDS = [
  'context',
  'kubeNamespace',
  'pod',
  'container',
  'where',
  'code',
  'path',
  'reason',
  'count',
  'ms',
  'kept',
] as const;
const ALLOWED: ReadonlySet<string> = new Set(FIELDS);

/** Longest value of a field: a message of a server is cut, not kept. */
const VALUE_LIMIT = 512;

export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

export function createLog(level: LogLevel, destination: DestinationStream): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    debug: (fields, message) => {
      logger.debug(allowedFields(fields), message);
    },
    info: (fields, message) => {
      logger.info(allowedFields(fields), message);
    },
    warn: (fields, message) => {
      logger.warn(allowedFields(fields), message);
    },
    error: (fields, message) => {
      logger.error(allowedFields(fields), message);
    },
  };
}

/** Only listed names, only text and numbers, bounded. */
function allowedFields(fields: object): Record<string, string | number | boolean> {
  const allowed: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!ALLOWED.has(name)) continue;
    if (typeof value === 'string') allowed[name] = value.slice(0, VALUE_LIMIT);
    else if (typeof value === 'number' || typeof value === 'boolean') allowed[name] = value;
  }
  return allowed;
}
