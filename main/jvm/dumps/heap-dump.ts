import { setTimeout as wait } from 'node:timers/promises';

import { AppError, toAppError } from '../../../preload/contract/errors.ts';
import type { files as filesContract, Transfer, TransferState } from '../../../preload/contract/files.ts';
import type { HeapDumpPhase, HeapDumpPlan } from '../../../preload/contract/jvm.ts';
import type { RequestContext, Service } from '../../../preload/contract/kinds.ts';
import { parseEntry, readRecords } from '../../reach/index.ts';
import type { OpenJvm } from '../jcmd/open-jvm.ts';
import type { LeftFiles } from '../recordings/left-files.ts';

/** The domain that brings files here with proof. */
export type FileTransfers = Pick<Service<typeof filesContract>, 'download' | 'transfers'>;

export interface HeapDumpOptions {
  readonly files: FileTransfers;
  readonly left: LeftFiles;
  readonly context: RequestContext;
}

/** Nothing is said while it is written; a heap of some hundred gigabytes takes as long. */
const DUMP_REPLY_MS = 60 * 60_000;
const LOOK_MS = 500;

/** Makes it, brings it here and takes it away there; what is left after a failure is named. */
export async function* dumpHeap(
  jvm: OpenJvm,
  plan: HeapDumpPlan,
  { files, left, context }: HeapDumpOptions,
): AsyncGenerator<HeapDumpPhase, void, undefined> {
  yield { phase: 'planned', plan };
  if (plan.refusal !== undefined) throw new AppError('RECORDING_LIMIT', plan.refusal, { freeBytes: plan.freeBytes });

  const { path } = plan;
  // Before it is there: the JVM goes on writing whatever becomes of us.
  await left.add(jvm, { path });
  yield* writeDump(jvm, plan, left, context.signal);
  const sizeBytes = await sizeOf(jvm, path, context.signal);
  yield { phase: 'dumped', path, sizeBytes };

  const { transfer } = await files.download({ ...jvm.ref, path }, context);
  const end = yield* followTransfer(transfer, files, context);
  if (end.state !== 'verified' && end.state !== 'sizeOnly') {
    const problem =
      end.problem ??
      new AppError('STREAM_CUT', 'It was not copied whole.', { receivedBytes: end.receivedBytes }).toForm();
    yield { phase: 'failed', problem, leftBehind: path };
    return;
  }
  yield { phase: 'verified', transfer, ...(end.sha256 === undefined ? {} : { sha256: end.sha256 }) };
  await jvm.session.request(['remove', String(jvm.ref.pid), path]).result;
  await left.forget({ ...jvm.ref, path });
  yield { phase: 'removed' };
}

async function* writeDump(
  jvm: OpenJvm,
  { path, command }: HeapDumpPlan,
  left: LeftFiles,
  signal: AbortSignal,
): AsyncGenerator<HeapDumpPhase, void, undefined> {
  let answer: string | AppError | undefined;
  const answered = jvm.run(command, { replyMs: DUMP_REPLY_MS }).then(
    (text) => (answer = text),
    (error: unknown) => (answer = toAppError(error)),
  );
  while (answer === undefined) {
    yield { phase: 'dumping', writtenBytes: await sizeOf(jvm, path, signal) };
    await Promise.race([answered, wait(LOOK_MS, undefined, { signal }).catch(() => undefined)]);
  }
  if (typeof answer === 'string' && /^Heap dump file created/m.test(answer)) return;
  const error = answer instanceof AppError ? answer : new AppError('JCMD_FAILED', answer.trim(), { output: answer });
  // Cancelled, it is still being written: it stays in the ledger.
  if (error.code === 'JCMD_FAILED' || error.code === 'RECORDING_LIMIT') {
    const removed = jvm.session.request(['remove', String(jvm.ref.pid), path]).result;
    await removed.then(() => left.forget({ ...jvm.ref, path })).catch(() => undefined);
  }
  throw error;
}

/** The others go on by themselves, or when the person lets them. */
const OVER: ReadonlySet<TransferState> = new Set<TransferState>([
  'verified',
  'sizeOnly',
  'changed',
  'failed',
  'cancelled',
]);

async function* followTransfer(
  id: string,
  files: FileTransfers,
  context: RequestContext,
): AsyncGenerator<HeapDumpPhase, Transfer, undefined> {
  for await (const transfers of files.transfers({}, context)) {
    const transfer = transfers.find((one) => one.id === id);
    if (transfer === undefined) break;
    if (OVER.has(transfer.state)) return transfer;
    const { receivedBytes, sizeBytes } = transfer;
    yield { phase: 'copying', transfer: id, receivedBytes, sizeBytes };
  }
  throw new AppError('CANCELLED', 'The copy was discarded; the file is still in the container.', {});
}

/** 0 while it is not there. */
async function sizeOf({ session, ref }: OpenJvm, path: string, signal: AbortSignal): Promise<number> {
  try {
    for await (const record of readRecords(session.request(['stat', String(ref.pid), path], { signal }).output)) {
      return parseEntry(record)?.facts?.sizeBytes ?? 0;
    }
  } catch {
    // Told by what comes next.
  }
  return 0;
}
