import type { CallTree, CallTreeFrame, CallTreeOpened } from '../../../../preload/contract/index.ts';
import { METHOD } from '../intern/interned-methods.ts';
import type { Names } from '../intern/names.ts';
import { FRAME } from '../intern/stack-tree.ts';
import { TRUNCATED } from '../intern/stack-walker.ts';
import type { Recording } from '../recording.ts';
import { callColumns } from '../sums/call-columns.ts';
import { unitOfSource } from './sources.ts';
import { countRows, stackRows, type WeightQuestion } from './stack-weights.ts';

export interface CallTreeQuestion extends WeightQuestion {
  readonly group: 'none' | 'thread' | 'state';
  readonly lines: boolean;
  readonly nodes: number;
}

/** A tree, and what is told of it before its columns. */
export interface BuiltTree {
  readonly opened: Omit<CallTreeOpened, 'bytes'>;
  readonly tree: CallTree;
}

/** The calls that lead to what is counted, from the outermost; what has no stack weighs on the root itself. */
export async function callTree(recording: Recording, question: CallTreeQuestion): Promise<BuiltTree> {
  const { of, count, group, lines, nodes: most } = question;
  const rows = await stackRows(recording, question);
  const frames = new TreeFrames(recording.names, lines);
  const frameOf = (value: number): number => frames.ofGroup(group, value);
  const grouped = rows.map((each) => ({
    ...each,
    ...(group === 'none' ? {} : { groups: { column: each.table.column(group), frameOf } }),
  }));
  const { self, parent, frame, omitted, total, truncated } = callColumns(recording.names.stacks, grouped, {
    frameShown: (each) => frames.ofFrame(each),
    truncated: () => frames.list.findIndex(({ method }) => method === TRUNCATED),
    most,
  });
  return {
    tree: { self, otherSelf: undefined, parent, frame, frames: frames.list },
    opened: {
      unit: unitOfSource(of, count),
      events: countRows(rows),
      total,
      nodes: parent.length,
      frames: frames.list.length,
      omitted,
      truncated,
    },
  };
}

/** Frames of the tree: fewer than those of the recording, as a place in the byte code is not shown. */
class TreeFrames {
  readonly list: CallTreeFrame[] = [];
  readonly #names: Names;
  readonly #lines: boolean;
  readonly #numbers = new Map<string, number>();

  constructor(names: Names, lines: boolean) {
    this.#names = names;
    this.#lines = lines;
  }

  ofFrame(frame: number): number {
    const { stacks, methods, texts } = this.#names;
    const method = stacks.partOf(frame, FRAME.method);
    const line = this.#lines ? stacks.partOf(frame, FRAME.line) : 0;
    return this.#numbered(`${String(method)} ${String(line)}`, () => ({
      className: texts.text(methods.part(method, METHOD.type)),
      method: texts.text(methods.part(method, METHOD.name)) || 'unknown',
      line,
      kind: texts.text(stacks.partOf(frame, FRAME.kind)),
    }));
  }

  ofGroup(kind: 'none' | 'thread' | 'state', value: number): number {
    return this.#numbered(`${kind} ${String(value)}`, () => {
      const name = kind === 'thread' ? this.#names.threadName(value) : this.#names.texts.text(value);
      return { className: '', method: name === '' ? 'unknown' : name, line: 0, kind };
    });
  }

  #numbered(key: string, frame: () => CallTreeFrame): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.list.length);
    return this.list.push(frame()) - 1;
  }
}
