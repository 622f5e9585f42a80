import { existsSync } from 'node:fs';

import { expect, it } from 'vitest';

import { awaitRunning, keepOutput, startProgram } from '../../../../../main/practice/runtime/program-process.ts';

it.runIf(process.platform === 'linux')('keeps what a program said that has ended before anybody read', async () => {
  const program = startProgram('/bin/sh', ['-c', 'echo running $$ 0 >&3; echo out; echo err >&2']);
  keepOutput(program);
  const { pid } = await awaitRunning(program);
  // Until the system has it no more, and some turns in which Node learns of it.
  while (existsSync(`/proc/${String(pid)}`)) await new Promise((resolve) => setImmediate(resolve));
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  const text = async (source: AsyncIterable<unknown>): Promise<string> => {
    let all = '';
    for await (const bytes of source) all += String(bytes);
    return all;
  };
  expect(await Promise.all([text(program.stdout), text(program.stderr)])).toEqual(['out\n', 'err\n']);
  await program.closed;
});

it.runIf(process.platform === 'linux')('throws away what nobody wants, and comes to its end', async () => {
  const program = startProgram('/bin/sh', ['-c', 'echo running $$ 0 >&3; head -c 300000 /dev/zero']);
  const discardOutput = keepOutput(program);
  await awaitRunning(program);
  discardOutput();
  await program.closed;
  expect(program.stdout.destroyed).toBe(true);
});
