/** The server's side of a SPDY connection: the client opens streams, each a duplex of its own, over one transport. */
import { Duplex } from 'node:stream';

import { createFrameReader, dataFrame, openedFrame, pingFrame, resetFrame, type SpdyFrame } from './frames.ts';
import { createHeaderReader, emptyBlocks, type Headers } from './header-block.ts';

/** More than this number of streams at a time is no port-forward of a person. */
const STREAM_LIMIT = 1000;

/** `onStream` gets each stream with its headers as the client opens it. Everything ends with the transport. */
export function serveSpdy(transport: Duplex, onStream: (headers: Headers, stream: Duplex) => void): void {
  const read = createFrameReader();
  const headers = createHeaderReader();
  const nextBlock = emptyBlocks();
  const streams = new Map<number, Duplex>();

  function send(frame: Buffer, done: (error?: Error | null) => void = () => undefined): void {
    if (transport.writable) transport.write(frame, done);
    else done();
  }

  function open(id: number): Duplex {
    const stream = new Duplex({
      allowHalfOpen: true,
      // One that is not read holds up the others, as there are no windows; its reader goes on sooner or later.
      read: () => {
        transport.resume();
      },
      write: (bytes: Uint8Array, _encoding, done) => {
        send(dataFrame(id, bytes, false), done);
      },
      final: (done) => {
        send(dataFrame(id, new Uint8Array(), true), done);
      },
      destroy: (error, done) => {
        if (!stream.readableEnded || !stream.writableFinished) send(resetFrame(id));
        streams.delete(id);
        done(error);
      },
    });
    stream.on('error', () => undefined);
    streams.set(id, stream);
    return stream;
  }

  async function take(frame: SpdyFrame): Promise<void> {
    switch (frame.kind) {
      case 'open': {
        const opened = await headers.read(frame.headers);
        if (streams.size >= STREAM_LIMIT) {
          send(resetFrame(frame.stream));
          return;
        }
        const stream = open(frame.stream);
        send(openedFrame(frame.stream, nextBlock()));
        if (frame.isLast) stream.push(null);
        onStream(opened, stream);
        return;
      }
      case 'data': {
        const stream = streams.get(frame.stream);
        if (frame.bytes.length > 0 && stream?.push(frame.bytes) === false) transport.pause();
        if (frame.isLast) stream?.push(null);
        return;
      }
      case 'reset':
        streams.get(frame.stream)?.destroy();
        return;
      case 'ping':
        send(pingFrame(frame.id));
        return;
      case 'goAway':
      case 'other':
    }
  }

  // One frame after the other, as headers are decompressed in their order.
  let turn: Promise<void> = Promise.resolve();
  const takeAll = async (frames: readonly SpdyFrame[]): Promise<void> => {
    for (const frame of frames) await take(frame);
  };
  const fail = (): void => {
    transport.destroy();
  };
  transport.on('data', (piece: Buffer) => {
    try {
      const frames = read(piece);
      turn = turn.then(() => takeAll(frames));
      turn.catch(fail);
    } catch {
      fail();
    }
  });
  transport.on('error', () => undefined);
  transport.on('end', () => transport.end());
  transport.on('close', () => {
    for (const stream of streams.values()) stream.destroy();
    headers.dispose();
  });
}
