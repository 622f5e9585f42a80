import { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';

import { expect, it } from 'vitest';

import {
  createFrameReader,
  dataFrame,
  pingFrame,
  resetFrame,
  type SpdyFrame,
} from '../../../../../../../main/practice/api/streams/spdy/frames.ts';
import { serveSpdy } from '../../../../../../../main/practice/api/streams/spdy/serve-spdy.ts';
import { headerWriter } from './deflated-headers.ts';

/** The client's end of a transport, and what has come to it. */
function client(onStream: (name: string, stream: Duplex) => void): {
  readonly transport: Duplex;
  readonly frames: SpdyFrame[];
  open(stream: number, headers: Readonly<Record<string, string>>): Promise<void>;
} {
  const read = createFrameReader();
  const frames: SpdyFrame[] = [];
  const transport = new Duplex({
    read: () => undefined,
    write: (bytes: Buffer, _encoding, done) => {
      frames.push(...read(bytes));
      done();
    },
  });
  serveSpdy(transport, (headers, stream) => {
    onStream(headers.get('streamtype') ?? '', stream);
  });
  const headersOf = headerWriter();
  return {
    transport,
    frames,
    open: async (stream, headers) => {
      const block = await headersOf(headers);
      const head = Buffer.from([0x80, 3, 0, 1, 0, 0, 0, 10 + block.length, 0, 0, 0, stream, 0, 0, 0, 0, 0, 0]);
      transport.push(Buffer.concat([head, block]));
    },
  };
}

const said = (frames: readonly SpdyFrame[], stream: number): string =>
  frames
    .flatMap((frame) => (frame.kind === 'data' && frame.stream === stream ? [frame.bytes.toString()] : []))
    .join('');

it('keeps streams apart, each of which may end one way before the other', async () => {
  const heard: Record<string, string> = {};
  const { transport, frames, open } = client((name, stream) => {
    void text(stream).then((all) => {
      heard[name] = all;
      stream.end(`${name} heard ${all}`);
    });
  });
  await open(1, { streamtype: 'one' });
  await open(3, { streamtype: 'two' });
  transport.push(Buffer.concat([dataFrame(1, Buffer.from('a'), false), dataFrame(3, Buffer.from('b'), true)]));
  await expect.poll(() => said(frames, 3)).toBe('two heard b');
  expect(heard).toEqual({ two: 'b' });
  transport.push(dataFrame(1, Buffer.from('c'), true));
  await expect.poll(() => said(frames, 1)).toBe('one heard ac');
  await expect.poll(() => frames.filter((frame) => frame.kind === 'data' && frame.isLast)).toHaveLength(2);
});

it('answers pings, ends what is reset, and everything with its transport', async () => {
  const streams: Duplex[] = [];
  const { transport, frames, open } = client((_name, stream) => streams.push(stream));
  await open(1, {});
  await open(3, {});
  transport.push(pingFrame(5));
  await expect.poll(() => frames).toContainEqual({ kind: 'ping', id: 5 });
  transport.push(resetFrame(1));
  await expect.poll(() => streams.map(({ destroyed }) => destroyed)).toEqual([true, false]);
  transport.push(Buffer.from('no frame of SPDY'));
  await expect.poll(() => streams.map(({ destroyed }) => destroyed)).toEqual([true, true]);
  expect(transport.destroyed).toBe(true);
});
