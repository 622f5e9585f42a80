import { parseArgs } from 'node:util';

import { callTree } from '../answers/call-tree.ts';
import { SOURCES } from '../answers/sources.ts';
import { jsonText } from '../print/json-value.ts';
import { printEvents } from '../print/print-events.ts';
import { readRecording, type Recording } from '../recording.ts';
import { fileSource } from '../source/file-source.ts';
import { unwrap } from '../source/unwrap.ts';
import { collapsedStacks } from './collapsed-stacks.ts';
import { tableLines, VIEWS } from './views.ts';

const USAGE = `usage: npm run -s jfr -- FILE summary
       npm run -s jfr -- FILE view NAME          ${Object.keys(VIEWS).join(', ')}
       npm run -s jfr -- FILE print --json [--events NAME,…]
       npm run -s jfr -- FILE collapsed [--of SOURCE]   ${Object.keys(SOURCES).join(', ')}`;

/** Trees of the command are whole. */
const NODES = 2 ** 24;

export interface Output {
  /** Resolves when there is room for more. */
  write(text: string): Promise<void>;
  complain(text: string): void;
}

/** Reads a recording and prints what was asked; gives the program's exit code. */
export async function runCommand(words: readonly string[], output: Output): Promise<number> {
  const command = complete(words);
  if (command === undefined) {
    output.complain(USAGE);
    return 2;
  }
  const source = await unwrap(await fileSource(command.file));
  try {
    const recording = await readRecording(source);
    for (const { offset, reason } of recording.problems) output.complain(`at byte ${String(offset)}: ${reason}`);
    for await (const text of command.print(recording)) await output.write(text);
    return recording.chunks.length > 0 ? 0 : 1;
  } finally {
    await source.close();
  }
}

interface Command {
  readonly file: string;
  print(recording: Recording): AsyncIterable<string>;
}

function complete(words: readonly string[]): Command | undefined {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, events: { type: 'string' }, of: { type: 'string', default: 'cpu' } },
    });
  } catch {
    return undefined;
  }
  const { values, positionals } = parsed;
  const [file, what, name] = positionals;
  const of = (Object.keys(SOURCES) as (keyof typeof SOURCES)[]).find((source) => source === values.of);
  const view = name === undefined || !Object.hasOwn(VIEWS, name) ? undefined : VIEWS[name];
  if (file === undefined) return undefined;
  if (what === 'summary') return { file, print: summary };
  if (what === 'view' && view !== undefined) {
    return {
      file,
      async *print(recording) {
        for (const line of tableLines(await view(recording))) yield `${line}\n`;
      },
    };
  }
  if (what === 'print' && values.json === true) {
    const wanted = values.events === undefined ? undefined : new Set(values.events.split(','));
    return { file, print: (recording) => printed(recording, wanted) };
  }
  if (what === 'collapsed' && of !== undefined) {
    return {
      file,
      async *print(recording) {
        const { tree } = await callTree(recording, { of, count: false, group: 'none', lines: false, nodes: NODES });
        for (const line of collapsedStacks(tree)) yield `${line}\n`;
      },
    };
  }
  return undefined;
}

async function* summary({ tallies }: Recording): AsyncGenerator<string> {
  for (const [name, { count }] of [...tallies].sort(([a], [b]) => (a < b ? -1 : 1))) {
    yield await Promise.resolve(`${name} ${String(count)}\n`);
  }
}

/** A name may be given without its `jdk.`. */
async function* printed(recording: Recording, wanted: ReadonlySet<string> | undefined): AsyncGenerator<string> {
  yield '{"recording":{"events":[';
  let separator = '';
  for await (const { type, values } of printEvents(recording)) {
    if (wanted?.has(type) === false && !wanted.has(type.replace(/^jdk\./, ''))) continue;
    yield `${separator}\n{"type":${jsonText(type)},"values":${jsonText(values)}}`;
    separator = ',';
  }
  yield '\n]}}\n';
}
