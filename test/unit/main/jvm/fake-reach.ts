/** A program in a debug container that answers as a test says. */
import { AppError } from '../../../../preload/contract/errors.ts';
import type { ProcessRef } from '../../../../preload/contract/references.ts';
import { createLeftFiles } from '../../../support/left-files.ts';
import { openJvm, type OpenJvm } from '../../../../main/jvm/jcmd/open-jvm.ts';
import type { OpenReach, ReachPool } from '../../../../main/reach/index.ts';

export interface FakeAnswer {
  readonly output?: string | Uint8Array;
  readonly facts?: Readonly<Record<string, string | number>>;
  readonly error?: AppError;
}

export type FakeProgram = (verb: string, words: readonly string[]) => FakeAnswer;

export const REF: ProcessRef = { context: 'c', kubeNamespace: 'n', pod: 'p', container: 'debugger', pid: 1 };

export function fakeSession(program: FakeProgram): OpenReach & { readonly asked: readonly string[] } {
  const asked: string[] = [];
  return {
    asked,
    ended: new Promise(() => undefined),
    close: () => Promise.resolve(true),
    bulk: () => {
      throw new Error('nothing large is read here');
    },
    request: (words) => {
      const [verb = '', ...rest] = words.map((word) => Buffer.from(word).toString());
      const plain = rest.filter((word) => !word.startsWith('--'));
      asked.push([verb, ...plain].join(' '));
      const { output = '', facts = {}, error } = program(verb, plain);
      const entries = Object.entries(facts).map(([key, value]): [string, string] => [key, String(value)]);
      const result =
        error === undefined
          ? Promise.resolve({ outcome: 'ok', exitCode: 0, facts: new Map(entries) })
          : Promise.reject(error);
      result.catch(() => undefined);
      return { output: told(Buffer.from(output), error), result };
    },
  };
}

async function* told(bytes: Uint8Array, error: AppError | undefined): AsyncGenerator<Uint8Array, void, undefined> {
  await Promise.resolve();
  if (bytes.length > 0) yield bytes;
  if (error !== undefined) throw error;
}

export function fakePool(session: OpenReach): Pick<ReachPool, 'lease' | 'use'> {
  return {
    lease: () => Promise.resolve({ session, podUid: 'uid', release: () => undefined }),
    use: (_container, work) => work(session),
  };
}

/** A JVM that answers commands by their text; what it does not know it refuses. */
export async function fakeJvm(
  commands: Readonly<Record<string, string>>,
  program: FakeProgram = () => ({}),
): Promise<{
  readonly jvm: OpenJvm;
  readonly asked: readonly string[];
  readonly left: ReturnType<typeof createLeftFiles>;
}> {
  const left = createLeftFiles();
  const session = fakeSession((verb, words) => {
    if (verb !== 'jcmd') return program(verb, words);
    const output = commands[words[1] ?? ''];
    return output === undefined ? { error: new AppError('JCMD_FAILED', 'refused', { output: '' }) } : { output };
  });
  const { jvm } = await openJvm({ reach: fakePool(session), left, ref: REF, signal: new AbortController().signal });
  return { jvm, asked: session.asked, left };
}

/** A record as the program writes them: each field with its length before it. */
export function record(...fields: readonly string[]): Buffer {
  const body = Buffer.concat(fields.flatMap((field) => [length(Buffer.byteLength(field)), Buffer.from(field)]));
  return Buffer.concat([length(body.length), body]);
}

function length(bytes: number): Buffer {
  const number = Buffer.alloc(4);
  number.writeUInt32BE(bytes);
  return number;
}

/** The facts of a regular file of so many bytes. */
export const fileFacts = (sizeBytes: number): string =>
  `100644 999 999 1 7 1 ${sizeBytes} 8 1767225600.000000000 1.000000000 1.000000000 1.000000000 -`;
