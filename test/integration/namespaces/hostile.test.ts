import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseProbe, type RawProcess } from '../../../main/namespaces/probe/parse-probe.ts';
import { takeRecord } from '../../../main/namespaces/probe/program-records.ts';
import { readProcess } from '../../../main/namespaces/probe/read-process.ts';
import { COMMAND_LIMIT } from '../../../main/namespaces/probe/probe-scripts.ts';

/** Rows of the probe's own answer, a terminal's commands, text that turns round, bytes that are no text. */
const TRICKS = [
  '@end\n',
  '@c 1\n666f\n',
  '@order 1 2\n',
  '/proc/1/status:Name:\troot\n',
  '/proc/1/ns/net -> net:[1]\n',
  'P 1',
  'E 1 1 1 1 1 1',
  '\u001b[2J\u001b]0;title\u0007',
  '\u001b]8;;http://evil\u0007',
  '\r',
  '\u0001\u0002',
  ') S 0 1 1 0 -1',
  '\u202e',
  '<img src=x>',
  '\u007f',
];
const piece = fc.oneof(
  fc.constantFrom(...TRICKS).map((text) => Buffer.from(text, 'utf8')),
  fc
    .uint8Array({ minLength: 1, maxLength: 12 })
    .map((bytes) => Buffer.from(bytes).map((byte) => (byte === 0 ? 1 : byte))),
  fc.nat(4000).map((length) => Buffer.alloc(length, 'x')),
);
const argument = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => Buffer.concat(pieces));
/** What prctl(2) takes: fifteen bytes. */
const name = argument.map((bytes) => bytes.subarray(0, 15));
const process = fc.record({ name, words: fc.array(argument, { minLength: 1, maxLength: 4 }) });

const MARK = 'aZ09-_aZ09-_';
const COUNT = 1000;

interface Given {
  readonly name: Buffer;
  readonly words: readonly Buffer[];
}

const commandLine = ({ words }: Given): Buffer =>
  Buffer.concat(words.flatMap((word) => [word, Buffer.of(0)])).subarray(0, COMMAND_LIMIT);
const stat = ({ name: given }: Given, pid: number): Buffer =>
  Buffer.concat([Buffer.from(`${pid} (`), given, Buffer.from(') S 0 1 1 0 -1 0 0 0 0 0 1 1 0 0 20 0 1 0 9 1 1')]);
/** As the kernel writes it here: a line end is `\n`, a backslash `\\`. */
const escaped = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', String.raw`\n`);

function byShell(all: readonly Given[], forgery = Buffer.alloc(0)): Uint8Array {
  const separator = Buffer.from(`${MARK}\n`);
  const commands = Buffer.concat([
    separator,
    ...all.flatMap((given, index) => [
      index === 0 ? Buffer.concat([commandLine(given), forgery]) : commandLine(given),
      separator,
    ]),
  ]);
  const lines = all.flatMap((given, index) => [
    `/proc/${index + 1}/status:Name:\t${escaped(given.name)}`,
    ...stat(given, index + 1)
      .toString('latin1')
      .split('\n')
      .map((line) => `/proc/${index + 1}/stat:${line}`),
  ]);
  const order = all.map((_, index) => index + 1).join(' ');
  const hex = commands.toString('hex').replaceAll(/../g, ' $&');
  return Buffer.from(
    ['@begin 1 999999', `@processes ${all.length}`, ...lines, `@order ${order}`, hex, '@end', ''].join('\n'),
    'latin1',
  );
}

function byProgram(all: readonly Given[]): readonly RawProcess[] {
  const processes = new Map<number, RawProcess>();
  all.forEach((given, index) => {
    const status = Buffer.from(`Name:\t${escaped(given.name)}\n`, 'latin1');
    const rest = ['', '', '3', 'ok'].map((text) => Buffer.from(text));
    takeRecord(processes, [Buffer.from(`P ${index + 1}`), stat(given, index + 1), status, commandLine(given), ...rest]);
  });
  return [...processes.values()];
}

// eslint-disable-next-line no-control-regex
const ACTIVE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

describe(`${COUNT} hostile processes`, () => {
  const all = fc.sample(process, { numRuns: COUNT, seed: 7 });

  it.each([
    ['shell', parseProbe(byShell(all)).processes],
    ['program', byProgram(all)],
  ])('are told exactly, each as itself and none besides, by the %s', (_way, raws) => {
    expect(raws).toHaveLength(COUNT);
    raws.forEach((raw, index) => {
      expect(raw.pid).toBe(index + 1);
      expect(Buffer.from(raw.command).equals(commandLine(all[index]!))).toBe(true);
      const read = readProcess(raw, 0)!;
      // The name is what stands between the first and the last parenthesis, whatever it holds.
      expect(raw.stat.startsWith(`${raw.pid} (${all[index]!.name.toString('latin1')})`)).toBe(true);
      expect(read.parent).toBe(0);
      expect([read.name, ...read.command].some((text) => ACTIVE.test(text))).toBe(false);
    });
  });

  it('cannot make one command line look like two: then all are asked one by one', () => {
    const probe = parseProbe(byShell(all, Buffer.from(`${MARK}\nforged\0`)));
    expect(probe.commandsUnclear).toBe(true);
    expect(probe.processes.every(({ command }) => command.length === 0)).toBe(true);
  });
});
