/**
 * A socket that is connected before anybody needs it, so that a shell costs no TCP and no TLS handshake: 5 ms beside the
 * cluster, two or three round trips far away. It carries one identity and is given away once.
 */
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';

export interface SpareSocket {
  /**
   * Connects one with the TLS session of a connection that works, unless one is there or on its way. That it cannot is said
   * by the request that then connects by itself.
   */
  prepare(session?: Buffer): void;
  /** `undefined`: none is connected now. */
  take(): TLSSocket | undefined;
  dispose(): void;
}

/** An unused one is closed after `idleMs`. */
export function spareSocket(options: ConnectionOptions, idleMs: number): SpareSocket {
  let spare: { readonly socket: TLSSocket; isConnected: boolean } | undefined;
  let isDisposed = false;

  function drop(socket: TLSSocket): void {
    if (spare?.socket === socket) spare = undefined;
    socket.destroy();
  }

  return {
    prepare: (session) => {
      if (spare !== undefined || isDisposed) return;
      const socket = connect(session === undefined ? options : { ...options, session });
      const prepared = { socket, isConnected: false };
      spare = prepared;
      const gone = (): void => {
        drop(socket);
      };
      socket.once('secureConnect', () => (prepared.isConnected = true));
      socket.on('error', gone);
      socket.once('close', gone);
      socket.setTimeout(idleMs, gone);
      // Nobody waits for it: it must not keep the program running.
      socket.unref();
    },
    take: () => {
      if (spare?.isConnected !== true) return undefined;
      const { socket } = spare;
      spare = undefined;
      socket.removeAllListeners('timeout');
      socket.removeAllListeners('close');
      socket.setTimeout(0);
      socket.ref();
      return socket;
    },
    dispose: () => {
      isDisposed = true;
      if (spare !== undefined) drop(spare.socket);
    },
  };
}
