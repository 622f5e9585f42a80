import { parseArgs } from 'node:util';

export interface WebArguments {
  /** 0: any free one. */
  readonly port: number;
  readonly open: boolean;
}

/** Throws with a sentence for the person when an argument is not understood. */
export function webArguments(args: readonly string[]): WebArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '0' },
      'no-open': { type: 'boolean', default: false },
      web: { type: 'boolean' },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is no port number.`);
  return { port, open: !values['no-open'] };
}
