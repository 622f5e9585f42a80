/** A transport over any message port: the DOM's, Electron's and Node's have the same two verbs under different names. */
import type { Transport } from './transport.ts';

export interface Port {
  post(message: unknown): void;
  listen(onMessage: (message: unknown) => void, onClose: () => void): void;
  close(): void;
}

/** Said before closing: a page's port is told of the other side's end in no browser, so the transport tells it itself. */
const GOODBYE = 'goodbye';

export function portTransport(port: Port): Transport {
  let receive: (frame: unknown) => void = () => undefined;
  let closed: () => void = () => undefined;
  let open = true;
  const finish = (): void => {
    if (!open) return;
    open = false;
    port.close();
    closed();
  };
  return {
    send: (frame) => {
      if (open) port.post(frame);
    },
    onFrame: (listener) => {
      receive = listener;
      port.listen((message) => {
        if (message === GOODBYE) finish();
        else if (open) receive(message);
      }, finish);
    },
    onClose: (listener) => {
      closed = listener;
    },
    close: () => {
      if (open) port.post(GOODBYE);
      finish();
    },
  };
}
