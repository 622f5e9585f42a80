import type { CallTree, CallTreeFrame, CallTreeOpened } from '../../../../preload/contract/index.ts';
import { InternedTuples } from '../intern/interned-tuples.ts';
import { FRAME, METHOD, NO_NODE, type Names } from '../intern/names.ts';
import { TRUNCATED } from '../intern/stack-walker.ts';
import type { Recording } from '../recording.ts';
import { eachRow } from './scope.ts';
import { unitOfSource, weighedTables, rowWeights } from './sources.ts';
import type { WeightQuestion } from './stack-weights.ts';
import { GrowingTree } from './tree-layout.ts';

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
  const { names } = recording;
  const tables = weighedTables(recording, of, count);
  const nodes = new Map<string, Int32Array>();
  for (const { event } of tables) nodes.set(event, await recording.stackNodes(event));

  const frames = new TreeFrames(names, lines);
  const tree = new GrowingTree(names.seed, { expected: names.nodes.size });
  const path = new Paths(names, frames, tree);
  let events = 0;
  let total = 0;
  for (const weighed of tables) {
    const nodeOf = nodes.get(weighed.event) ?? new Int32Array(0);
    const weightOf = rowWeights(weighed);
    const groups = group === 'none' ? undefined : weighed.table.column(group);
    eachRow(weighed.table, question, (row) => {
      const weight = weightOf(row);
      events += 1;
      total += weight;
      const start = groups === undefined ? 0 : tree.child(0, frames.ofGroup(group, groups[row] ?? -1));
      tree.add(path.under(start, nodeOf[row] ?? NO_NODE), weight);
    });
  }
  const laidOut = tree.layOut(frames.list, most);
  return {
    tree: laidOut.tree,
    opened: {
      unit: unitOfSource(of, count),
      events,
      total,
      nodes: laidOut.tree.parent.length,
      frames: frames.list.length,
      omitted: laidOut.omitted,
      truncated: truncatedWeight(laidOut.tree),
    },
  };
}

/** Frames of the tree: fewer than those of the recording, as a place in the byte code is not shown. */
class TreeFrames {
  readonly list: CallTreeFrame[] = [];
  readonly #names: Names;
  readonly #lines: boolean;
  readonly #ofFrame = new Map<number, number>();
  readonly #numbers = new Map<string, number>();

  constructor(names: Names, lines: boolean) {
    this.#names = names;
    this.#lines = lines;
  }

  ofFrame(frame: number): number {
    const known = this.#ofFrame.get(frame);
    if (known !== undefined) return known;
    const { frames, methods, texts } = this.#names;
    const method = frames.part(frame, FRAME.method);
    const line = this.#lines ? frames.part(frame, FRAME.line) : 0;
    const number = this.#numbered(`${String(method)} ${String(line)}`, () => ({
      className: texts.text(methods.part(method, METHOD.type)),
      method: texts.text(methods.part(method, METHOD.name)) || 'unknown',
      line,
      kind: texts.text(frames.part(frame, FRAME.kind)),
    }));
    this.#ofFrame.set(frame, number);
    return number;
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

/** Where stacks lie in the tree that is built. Each is walked once under each group. */
class Paths {
  readonly #names: Names;
  readonly #frames: TreeFrames;
  readonly #tree: GrowingTree;
  readonly #known: InternedTuples;
  #places = new Int32Array(1024);

  constructor(names: Names, frames: TreeFrames, tree: GrowingTree) {
    this.#names = names;
    this.#frames = frames;
    this.#tree = tree;
    this.#known = new InternedTuples(2, names.seed, names.nodes.size);
  }

  under(start: number, node: number): number {
    const { nodes } = this.#names;
    const chain: number[] = [];
    let place = start;
    for (let at = node; at !== NO_NODE; at = nodes.part(at, 0)) {
      const before = this.#known.size;
      const number = this.#known.pair(start, at);
      if (number < before) {
        place = this.#places[number] ?? start;
        break;
      }
      chain.push(number, at);
    }
    for (let index = chain.length - 2; index >= 0; index -= 2) {
      place = this.#tree.child(place, this.#frames.ofFrame(nodes.part(chain[index + 1] ?? 0, 1)));
      this.#remember(chain[index] ?? 0, place);
    }
    return place;
  }

  #remember(number: number, place: number): void {
    if (number >= this.#places.length) {
      const larger = new Int32Array(Math.max(number + 1, this.#places.length * 2));
      larger.set(this.#places);
      this.#places = larger;
    }
    this.#places[number] = place;
  }
}

/** Everything below the frames that stand for lost ones. */
function truncatedWeight({ self, parent, frame, frames }: CallTree): number {
  const isCut = new Uint8Array(parent.length);
  const cuts = Uint8Array.from(frames, ({ method }) => (method === TRUNCATED ? 1 : 0));
  let weight = 0;
  for (let node = 1; node < parent.length; node += 1) {
    const cut = cuts[frame[node] ?? -1] === 1 || isCut[parent[node] ?? 0] === 1;
    isCut[node] = cut ? 1 : 0;
    if (cut) weight += self[node] ?? 0;
  }
  return weight;
}
