/** Flight recordings written byte by byte: what a JVM would write, and what none would. */

const HEADER_BYTES = 68;

/** Bytes that grow. */
class Bytes {
  readonly #bytes: number[] = [];

  get length(): number {
    return this.#bytes.length;
  }

  byte(value: number): this {
    this.#bytes.push(value & 0xff);
    return this;
  }

  /** A compressed integer: seven bits a byte, eight in the ninth. */
  long(value: number | bigint): this {
    let rest = BigInt.asUintN(64, BigInt(value));
    for (let index = 0; index < 8 && rest >= 0x80n; index += 1) {
      this.byte(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    return this.byte(Number(rest));
  }

  text(value: string): this {
    const bytes = Buffer.from(value);
    this.byte(3).long(bytes.length);
    for (const byte of bytes) this.byte(byte);
    return this;
  }

  append(other: Bytes | Uint8Array): this {
    for (const byte of other instanceof Bytes ? other.#bytes : other) this.#bytes.push(byte);
    return this;
  }

  done(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children?: readonly Element[];
}

const TYPE = {
  string: 10,
  long: 11,
  int: 12,
  boolean: 13,
  thread: 20,
  class: 21,
  symbol: 22,
  method: 23,
  stackTrace: 24,
  stackFrame: 25,
  frameType: 26,
  timestamp: 30,
  timespan: 31,
  executionSample: 101,
  threadSleep: 102,
  allocation: 103,
} as const;

const TICKS: Element = { name: 'annotation', attributes: { class: String(TYPE.timestamp), value: 'TICKS' } };
const SPAN: Element = { name: 'annotation', attributes: { class: String(TYPE.timespan), value: 'TICKS' } };

function field(
  name: string,
  type: number,
  more: Readonly<Record<string, string>> = {},
  children: readonly Element[] = [],
): Element {
  return { name: 'field', attributes: { name, class: String(type), ...more }, children };
}

const pooled = (name: string, type: number): Element => field(name, type, { constantPool: 'true' });

function type(
  name: string,
  id: number,
  fields: readonly Element[] = [],
  more: Readonly<Record<string, string>> = {},
): Element {
  return { name: 'class', attributes: { name, id: String(id), ...more }, children: fields };
}

const EVENT = { superType: 'jdk.jfr.Event' };
const TYPES: readonly Element[] = [
  type('java.lang.String', TYPE.string),
  type('long', TYPE.long),
  type('int', TYPE.int),
  type('boolean', TYPE.boolean),
  type('jdk.jfr.Timestamp', TYPE.timestamp, [], { superType: 'java.lang.annotation.Annotation' }),
  type('jdk.jfr.Timespan', TYPE.timespan, [], { superType: 'java.lang.annotation.Annotation' }),
  type('jdk.types.Symbol', TYPE.symbol, [field('string', TYPE.string)], { simpleType: 'true' }),
  type('jdk.types.FrameType', TYPE.frameType, [field('description', TYPE.string)], { simpleType: 'true' }),
  type('java.lang.Thread', TYPE.thread, [
    field('osName', TYPE.string),
    field('osThreadId', TYPE.long),
    field('javaName', TYPE.string),
    field('javaThreadId', TYPE.long),
  ]),
  type('java.lang.Class', TYPE.class, [pooled('name', TYPE.symbol)]),
  type('jdk.types.Method', TYPE.method, [
    pooled('type', TYPE.class),
    pooled('name', TYPE.symbol),
    pooled('descriptor', TYPE.symbol),
  ]),
  type('jdk.types.StackFrame', TYPE.stackFrame, [
    pooled('method', TYPE.method),
    field('lineNumber', TYPE.int),
    field('bytecodeIndex', TYPE.int),
    pooled('type', TYPE.frameType),
  ]),
  type('jdk.types.StackTrace', TYPE.stackTrace, [
    field('truncated', TYPE.boolean),
    field('frames', TYPE.stackFrame, { dimension: '1' }),
  ]),
  type(
    'jdk.ExecutionSample',
    TYPE.executionSample,
    [
      field('startTime', TYPE.long, {}, [TICKS]),
      pooled('sampledThread', TYPE.thread),
      pooled('stackTrace', TYPE.stackTrace),
    ],
    EVENT,
  ),
  type(
    'jdk.ThreadSleep',
    TYPE.threadSleep,
    [
      field('startTime', TYPE.long, {}, [TICKS]),
      field('duration', TYPE.long, {}, [SPAN]),
      pooled('eventThread', TYPE.thread),
      pooled('stackTrace', TYPE.stackTrace),
    ],
    EVENT,
  ),
  type(
    'jdk.ObjectAllocationSample',
    TYPE.allocation,
    [
      field('startTime', TYPE.long, {}, [TICKS]),
      pooled('eventThread', TYPE.thread),
      pooled('stackTrace', TYPE.stackTrace),
      pooled('objectClass', TYPE.class),
      field('weight', TYPE.long),
    ],
    EVENT,
  ),
];

function sized(typeId: number, content: Bytes): Bytes {
  // Four bytes of size, padded, as the JVM does.
  const body = new Bytes().long(typeId).append(content);
  const size = body.length + 4;
  const event = new Bytes().byte((size & 0x7f) | 0x80).byte(((size >> 7) & 0x7f) | 0x80);
  return event
    .byte(((size >> 14) & 0x7f) | 0x80)
    .byte((size >> 21) & 0x7f)
    .append(body);
}

function metadata(types: readonly Element[]): Bytes {
  const texts: string[] = [];
  const numbered = (text: string): number => {
    const known = texts.indexOf(text);
    return known < 0 ? texts.push(text) - 1 : known;
  };
  const element = ({ name, attributes, children = [] }: Element): Bytes => {
    const bytes = new Bytes().long(numbered(name)).long(Object.keys(attributes).length);
    for (const [key, value] of Object.entries(attributes)) bytes.long(numbered(key)).long(numbered(value));
    bytes.long(children.length);
    for (const child of children) bytes.append(element(child));
    return bytes;
  };
  const tree = element({
    name: 'root',
    attributes: {},
    children: [{ name: 'metadata', attributes: {}, children: types }],
  });
  const content = new Bytes().long(0).long(0).long(1).long(texts.length);
  for (const text of texts) content.text(text);
  return sized(0, content.append(tree));
}

export interface WrittenChunk {
  /** Stacks from the outermost frame, by the names of their methods: `A.run`. */
  readonly stacks: readonly (readonly string[])[];
  readonly events: readonly WrittenEvent[];
  readonly startNanos?: bigint;
  readonly startTicks?: bigint;
  /** 0: finished. */
  readonly state?: number;
  readonly major?: number;
  readonly flags?: number;
  /** In place of the size that it has. */
  readonly size?: number;
}

export type WrittenEvent =
  | { readonly type: 'sample'; readonly at: number; readonly stack: number }
  | { readonly type: 'sleep'; readonly at: number; readonly duration: number | bigint; readonly stack: number }
  | {
      readonly type: 'allocation';
      readonly at: number;
      readonly className: string;
      readonly weight: number | bigint;
      readonly stack: number;
    }
  /** Any bytes behind a size and this type. */
  | { readonly type: 'raw'; readonly typeId: number; readonly bytes: Uint8Array };

/** A chunk whose ticks are nanoseconds, of one thread called `main`. Stack 0 is none, the first of `stacks` is 1. */
export function writeChunk(chunk: WrittenChunk): Uint8Array {
  const { stacks, events, startNanos = 1_700_000_000_000_000_000n, startTicks = 1_000n } = chunk;
  const symbols: string[] = [];
  const symbol = (text: string): number => {
    const known = symbols.indexOf(text);
    return (known < 0 ? symbols.push(text) : known + 1) + 100;
  };
  const classes: string[] = [];
  const classNumber = (name: string): number => {
    const known = classes.indexOf(name);
    return (known < 0 ? classes.push(name) : known + 1) + 200;
  };
  const methods = [...new Set(stacks.flat())];
  const methodParts = methods.map((name) => {
    const dot = name.lastIndexOf('.');
    return [classNumber(name.slice(0, dot)), symbol(name.slice(dot + 1)), symbol('()V')] as const;
  });

  const body = new Bytes();
  for (const event of events) body.append(writeEvent(event, { startTicks, classNumber }));
  const metadataAt = HEADER_BYTES + body.length;
  body.append(metadata(TYPES));

  const pools: (readonly [number, number, Bytes])[] = [
    [TYPE.thread, 1, new Bytes().long(1).text('main').long(4321).text('main').long(1)],
    [TYPE.frameType, 1, new Bytes().long(1).text('Interpreted')],
  ];
  const methodPool = new Bytes();
  methodParts.forEach(([owner, name, descriptor], index) =>
    methodPool
      .long(index + 1)
      .long(owner)
      .long(name)
      .long(descriptor),
  );
  pools.push([TYPE.method, methods.length, methodPool]);
  const stackPool = new Bytes();
  stacks.forEach((frames, index) => {
    stackPool
      .long(index + 1)
      .byte(0)
      .long(frames.length);
    for (const name of [...frames].reverse())
      stackPool
        .long(methods.indexOf(name) + 1)
        .long(7)
        .long(0)
        .long(1);
  });
  pools.push([TYPE.stackTrace, stacks.length, stackPool]);
  const classPool = new Bytes();
  classes.forEach((name, index) => classPool.long(index + 201).long(symbol(name.replaceAll('.', '/'))));
  pools.push([TYPE.class, classes.length, classPool]);
  const symbolPool = new Bytes();
  symbols.forEach((text, index) => symbolPool.long(index + 101).text(text));
  pools.push([TYPE.symbol, symbols.length, symbolPool]);

  const checkpointAt = HEADER_BYTES + body.length;
  const content = new Bytes().long(0).long(0).long(0).byte(1).long(pools.length);
  for (const [typeId, count, entries] of pools) content.long(typeId).long(count).append(entries);
  body.append(sized(1, content));
  return withHeader(body, { ...chunk, startNanos, startTicks }, { metadataAt, checkpointAt });
}

function writeEvent(
  event: WrittenEvent,
  { startTicks, classNumber }: { readonly startTicks: bigint; readonly classNumber: (name: string) => number },
): Bytes {
  if (event.type === 'raw') return sized(event.typeId, new Bytes().append(event.bytes));
  const content = new Bytes().long(startTicks + BigInt(event.at));
  switch (event.type) {
    case 'sample':
      return sized(TYPE.executionSample, content.long(1).long(event.stack));
    case 'sleep':
      return sized(TYPE.threadSleep, content.long(event.duration).long(1).long(event.stack));
    default:
      content.long(1).long(event.stack).long(classNumber(event.className)).long(event.weight);
      return sized(TYPE.allocation, content);
  }
}

function withHeader(
  body: Bytes,
  { startNanos = 0n, startTicks = 0n, state = 0, major = 2, flags = 1, size }: WrittenChunk,
  { metadataAt, checkpointAt }: { readonly metadataAt: number; readonly checkpointAt: number },
): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + body.length);
  bytes.set(body.done(), HEADER_BYTES);
  bytes.set([0x46, 0x4c, 0x52, 0]);
  const view = new DataView(bytes.buffer);
  view.setUint16(4, major);
  view.setUint16(6, 1);
  view.setBigInt64(8, BigInt(size ?? bytes.length));
  view.setBigInt64(16, BigInt(checkpointAt));
  view.setBigInt64(24, BigInt(metadataAt));
  view.setBigInt64(32, startNanos);
  view.setBigInt64(40, 1_000_000_000n);
  view.setBigInt64(48, startTicks);
  view.setBigInt64(56, 1_000_000_000n);
  view.setUint8(64, state);
  view.setUint16(66, flags);
  return bytes;
}
