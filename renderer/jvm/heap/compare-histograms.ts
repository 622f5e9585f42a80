/** How a heap has grown between two histograms. Pure. */
import type { ClassHistogram } from '../../../preload/contract/index.ts';

export interface ClassRow {
  readonly key: string;
  readonly name: string;
  readonly module: string | undefined;
  readonly instances: number;
  readonly bytes: number;
  /** Against the histogram before; absent without one. */
  readonly instancesGrown?: number;
  readonly bytesGrown?: number;
}

export function classRows(after: ClassHistogram, before: ClassHistogram | undefined): readonly ClassRow[] {
  const old = new Map(before?.classes.map((each) => [keyOf(each), each]));
  const rows = after.classes.map((each): ClassRow => {
    const { name, module, instances, bytes } = each;
    const known = old.get(keyOf(each));
    old.delete(keyOf(each));
    const grown =
      before === undefined
        ? {}
        : { instancesGrown: instances - (known?.instances ?? 0), bytesGrown: bytes - (known?.bytes ?? 0) };
    return { key: keyOf(each), name, module, instances, bytes, ...grown };
  });
  const gone = [...old.values()].map((each): ClassRow => ({
    key: keyOf(each),
    name: each.name,
    module: each.module,
    instances: 0,
    bytes: 0,
    instancesGrown: -each.instances,
    bytesGrown: -each.bytes,
  }));
  return [...rows, ...gone];
}

/** Two class loaders may each have a class of one name; the JVM tells them apart no further. */
function keyOf({ name, module }: ClassHistogram['classes'][number]): string {
  return `${module ?? ''} ${name}`;
}
