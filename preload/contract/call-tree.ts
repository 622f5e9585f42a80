/** A tree of calls as bytes: a million nodes are 24 MB of columns, where JSON would be three times that. */

export interface CallTreeFrame {
  /** Empty of what has no class: threads, native functions, the kernel. */
  readonly className: string;
  readonly method: string;
  /** 0 where lines are not told apart. */
  readonly line: number;
  /** `JIT compiled`, `Interpreted`, `Inlined`, `Native`, `Kernel`, `thread`, `state`, `truncated`, … */
  readonly kind: string;
}

/**
 * Nodes in preorder, so a parent comes before its children and siblings follow the subtree before them. Node 0 is all, its
 * parent is -1 and its frame -1.
 *
 *     bytes:  Float64LE self[nodes] · (comparing: Float64LE otherSelf[nodes]) · Int32LE parent[nodes] · Int32LE frame[nodes] ·
 *             UTF-8 JSON [[className, method, line, kind], …]
 */
export interface CallTree {
  readonly self: Float64Array;
  readonly otherSelf: Float64Array | undefined;
  readonly parent: Int32Array;
  readonly frame: Int32Array;
  readonly frames: readonly CallTreeFrame[];
}

type FrameRow = readonly [string, string, number, string];

export function encodeCallTree({ self, otherSelf, parent, frame, frames }: CallTree): Uint8Array<ArrayBuffer> {
  const rows = frames.map(({ className, method, line, kind }): FrameRow => [className, method, line, kind]);
  const text = new TextEncoder().encode(JSON.stringify(rows));
  const doubles = otherSelf === undefined ? [self] : [self, otherSelf];
  const columns = [...doubles, parent, frame].map(
    (each) => new Uint8Array(each.buffer, each.byteOffset, each.byteLength),
  );
  const parts = [...columns, text];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** `compared` says whether `otherSelf` is there. Throws a RangeError where bytes are missing. */
export function decodeCallTree(
  bytes: Uint8Array<ArrayBuffer>,
  { nodes, compared }: { readonly nodes: number; readonly compared: boolean },
): CallTree {
  // The columns are read where they lie, which must be a multiple of eight.
  const { buffer, byteOffset } = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const at = (column: number): number => byteOffset + column * nodes * 8;
  const integers = at(compared ? 2 : 1);
  const end = integers + nodes * 8;
  const rows = JSON.parse(
    new TextDecoder().decode(new Uint8Array(buffer, end, byteOffset + bytes.length - end)),
  ) as readonly FrameRow[];
  return {
    self: new Float64Array(buffer, at(0), nodes),
    otherSelf: compared ? new Float64Array(buffer, at(1), nodes) : undefined,
    parent: new Int32Array(buffer, integers, nodes),
    frame: new Int32Array(buffer, integers + nodes * 4, nodes),
    frames: rows.map(([className, method, line, kind]) => ({ className, method, line, kind })),
  };
}
