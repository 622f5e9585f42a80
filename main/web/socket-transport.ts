import type { RawData, WebSocket } from 'ws';

import { decodeFrame, encodeFrame, type Transport } from '../../preload/wire/index.ts';

export function socketTransport(socket: WebSocket): Transport {
  return {
    send: (frame) => {
      if (socket.readyState === socket.OPEN) socket.send(encodeFrame(frame));
    },
    onFrame: (listener) => {
      socket.on('message', (data: RawData, binary: boolean) => {
        const bytes = Buffer.isBuffer(data) ? data : Buffer.concat(Array.isArray(data) ? data : [Buffer.from(data)]);
        listener(decodeFrame(binary ? bytes : bytes.toString('utf8')));
      });
    },
    onClose: (listener) => {
      socket.once('close', listener);
      // `ws` closes the socket after an error; without a listener the error would end the process.
      socket.on('error', () => undefined);
    },
    close: () => {
      socket.close();
    },
  };
}
