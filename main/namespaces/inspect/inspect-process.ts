import { isAppError, toAppError } from '../../../preload/contract/errors.ts';
import type {
  EnvironmentVariable,
  OpenFile,
  ProcessDetails,
  SeenProcess,
  SocketEnds,
  Told,
} from '../../../preload/contract/namespaces.ts';
import { visibleText, type Cluster } from '../../kube/index.ts';
import type { ProgramLeases } from '../program-leases.ts';
import type { ProcFile, ProcSource } from './proc-source.ts';
import { readEnvironment } from './read-environment.ts';
import { readLimits } from './read-limits.ts';
import { readSocketTable, SOCKET_TABLES } from './socket-tables.ts';
import { sourceByProgram } from './source-by-program.ts';
import { sourceByShell } from './source-by-shell.ts';

export interface InspectOptions {
  readonly cluster: Cluster;
  readonly programs?: ProgramLeases | undefined;
  readonly signal: AbortSignal;
}

const TARGET_LIMIT = 4096;
const TABLE_FILES = SOCKET_TABLES.map((table) => `net/${table}` as const);

export async function inspectProcess(process: SeenProcess, options: InspectOptions): Promise<ProcessDetails> {
  const source = await readSource(process, ['limits', 'environ', ...TABLE_FILES], options);
  const sockets = new Map<string, SocketEnds>();
  for (const table of SOCKET_TABLES) {
    const bytes = source.files.get(`net/${table}`);
    if (bytes?.told === true) for (const entry of readSocketTable(table, bytes.value)) sockets.set(...entry);
  }
  return {
    openFiles: mapTold(source.openFiles, (files) =>
      files
        .map(({ target, ...file }): OpenFile => {
          const text = Buffer.from(target).toString('utf8');
          const socket = sockets.get(/^socket:\[(\d+)\]$/.exec(text)?.[1] ?? '');
          return { ...file, target: visibleText(text, TARGET_LIMIT), ...(socket === undefined ? {} : { socket }) };
        })
        .sort((one, other) => one.number - other.number),
    ),
    limits: fileOf(source, 'limits', readLimits),
    environment: fileOf(source, 'environ', (bytes) => readEnvironment(bytes).map(({ name }) => name)),
    ...(source.shell === undefined ? {} : { shell: source.shell }),
  };
}

export async function processEnvironment(
  process: SeenProcess,
  options: InspectOptions,
): Promise<Told<readonly EnvironmentVariable[]>> {
  return fileOf(await readSource(process, ['environ'], options), 'environ', readEnvironment);
}

async function readSource(
  process: SeenProcess,
  files: readonly ProcFile[],
  { cluster, programs, signal }: InspectOptions,
): Promise<ProcSource> {
  if (programs !== undefined) {
    try {
      const { session, release } = await programs.lease(process, signal);
      try {
        return await sourceByProgram(session, process, files, signal);
      } finally {
        release();
      }
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'CANCELLED' || isAppError(error, 'NOT_FOUND')) throw error;
      // Where the program cannot be put, a shell may still look.
    }
  }
  return sourceByShell(cluster, process, files, signal);
}

function fileOf<Value>(source: ProcSource, name: ProcFile, read: (bytes: Uint8Array) => Value): Told<Value> {
  const bytes = source.files.get(name) ?? { told: false, reason: 'failed', message: `${name} was not answered.` };
  return mapTold(bytes, read);
}

function mapTold<From, To>(told: Told<From>, change: (value: From) => To): Told<To> {
  return told.told ? { ...told, value: change(told.value) } : told;
}
