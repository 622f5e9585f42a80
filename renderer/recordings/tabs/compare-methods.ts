import type { HotMethod, HotMethods } from '../../../preload/contract/index.ts';

export interface MethodRow extends HotMethod {
  /** In the recording that is compared with. */
  readonly otherSelf?: number;
}

export interface ComparedMethods extends Pick<HotMethods, 'unit' | 'total' | 'omitted'> {
  readonly methods: readonly MethodRow[];
  /** Only of a comparison. */
  readonly otherTotal?: number;
}

/** Methods of both; one that is only in `before` is there with nothing of its own. */
export function compareMethods(before: HotMethods, after: HotMethods): ComparedMethods {
  const others = new Map(before.methods.map((row) => [methodKey(row), row]));
  const methods = after.methods.map((row): MethodRow => {
    const key = methodKey(row);
    const otherSelf = others.get(key)?.self ?? 0;
    others.delete(key);
    return { ...row, otherSelf };
  });
  const gone = [...others.values()].map((row): MethodRow => ({ ...row, self: 0, total: 0, otherSelf: row.self }));
  return {
    unit: after.unit,
    total: after.total,
    otherTotal: before.total,
    methods: [...methods, ...gone],
    omitted: after.omitted,
  };
}

export function methodKey({ className, method, descriptor }: HotMethod): string {
  return `${className}.${method}${descriptor}`;
}
