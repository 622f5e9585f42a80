import { decodeFrame, encodeFrame, type Transport } from '../../preload/wire/index.ts';

/** Opens a WebSocket to the web host; rejects when it cannot be opened. The ticket is spent by opening. */
export function openSocket(url: string, protocols: readonly string[]): Promise<Transport> {
  const socket = new WebSocket(url, [...protocols]);
  socket.binaryType = 'arraybuffer';
  return new Promise((resolve, reject) => {
    socket.addEventListener('error', () => {
      reject(new Error('The connection could not be opened.'));
    });
    socket.addEventListener('open', () => {
      resolve(socketTransport(socket));
    });
  });
}

function socketTransport(socket: WebSocket): Transport {
  return {
    send: (frame) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(encodeFrame(frame));
    },
    onFrame: (listener) => {
      socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
        listener(decodeFrame(typeof data === 'string' ? data : new Uint8Array(data)));
      });
    },
    onClose: (listener) => {
      socket.addEventListener('close', listener, { once: true });
    },
    close: () => {
      socket.close();
    },
  };
}
