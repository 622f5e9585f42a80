import type { Socket } from 'node:net';

import { frameReader, OPCODE } from './frame-reader.ts';
import { encodeClientFrame, encodeClose } from './frame-writer.ts';

/** RFC 6455, section 7.4.1: what a connection ended with when nobody said it, and what a breach of the protocol is ended with. */
const CLOSED_WITHOUT_CODE = 1005;
const CLOSED_WITHOUT_FRAME = 1006;
const PROTOCOL_ERROR = 1002;
/** Pings are answered while the server takes the answers: one that only asks cannot fill memory. */
const PONG_BUFFER_LIMIT = 64 * 1024;

export interface WebSocketListener {
  /** A part of a binary message, in order. */
  readonly onPiece: (bytes: Uint8Array, isFirst: boolean, isLast: boolean) => void;
  /** A text message, which no channel protocol has, was skipped. */
  readonly onText: () => void;
  readonly onPong: (payload: string) => void;
  readonly onPing: () => void;
  /** Told once, when nothing more can come. */
  readonly onClose: (code: number) => void;
}

/** The client's end of an open WebSocket. Nothing is read before `listen`. */
export interface WebSocketClient {
  readonly protocol: string;
  readonly isPaused: boolean;
  /** Bytes that the system has not taken yet. */
  readonly bufferedBytes: number;
  listen(listener: WebSocketListener): void;
  pause(): void;
  resume(): void;
  /** One whole binary message; `onSent` when it is handed to the system, or never will be. */
  send(message: Uint8Array, onSent?: () => void): void;
  ping(payload: string): void;
  /** Asks the peer to close; it may take as long as it likes, or until `terminate`. */
  close(code: number): void;
  terminate(): void;
}

/** `head`: what came after the handshake with its last bytes. */
export function webSocketOn(socket: Socket, head: Uint8Array, protocol: string): WebSocketClient {
  let isClosing = false;
  let closeCode: number | undefined;

  // Without a listener an error would end the process; 'close' follows it and says all that is needed.
  socket.on('error', () => undefined);
  socket.setTimeout(0);
  socket.setNoDelay(true);
  socket.pause();

  function write(frame: Uint8Array, onSent?: () => void): void {
    if (socket.destroyed || !socket.writable) onSent?.();
    else socket.write(frame, onSent);
  }

  function close(code: number): void {
    if (isClosing) return;
    isClosing = true;
    write(encodeClose(code));
  }

  function listen(listener: WebSocketListener): void {
    const reader = frameReader({
      piece: listener.onPiece,
      text: listener.onText,
      control: (opcode, payload) => {
        if (closeCode !== undefined) return;
        if (opcode === OPCODE.pong) listener.onPong(Buffer.from(payload).toString('latin1'));
        else if (opcode === OPCODE.ping) {
          listener.onPing();
          if (socket.writableLength < PONG_BUFFER_LIMIT) write(encodeClientFrame(OPCODE.pong, payload));
        } else {
          closeCode = payload.length < 2 ? CLOSED_WITHOUT_CODE : Buffer.from(payload).readUInt16BE(0);
          close(payload.length < 2 ? 1000 : closeCode);
          socket.destroySoon();
        }
      },
    });
    const receive = (chunk: Uint8Array): void => {
      if (closeCode !== undefined || reader.push(chunk)) return;
      closeCode = CLOSED_WITHOUT_FRAME;
      close(PROTOCOL_ERROR);
      socket.destroySoon();
    };
    socket.on('data', receive);
    socket.once('end', () => {
      socket.destroySoon();
    });
    socket.once('close', () => {
      listener.onClose(closeCode ?? CLOSED_WITHOUT_FRAME);
    });
    if (head.length > 0) socket.unshift(head);
    socket.resume();
  }

  return {
    protocol,
    get isPaused() {
      return socket.isPaused();
    },
    get bufferedBytes() {
      return socket.writableLength;
    },
    listen,
    pause: () => {
      socket.pause();
    },
    resume: () => {
      socket.resume();
    },
    send: (message, onSent) => {
      if (isClosing) onSent?.();
      else write(encodeClientFrame(OPCODE.binary, message), onSent);
    },
    ping: (payload) => {
      if (!isClosing) write(encodeClientFrame(OPCODE.ping, Buffer.from(payload)));
    },
    close,
    terminate: () => {
      isClosing = true;
      socket.destroy();
    },
  };
}
