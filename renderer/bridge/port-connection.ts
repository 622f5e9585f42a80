import { portTransport, type Transport } from '../../preload/wire/index.ts';
import { PORT_ANSWER, PORT_REQUEST } from '../../preload/port-names.ts';

/** Longer than any start of the core on a loaded machine; the connection is tried again after it. */
const ANSWER_MS = 10_000;

/** Asks the preload script for a message port to the core. The nonce ties the answer to this question. */
export function openPort(page: Window): Promise<Transport> {
  const nonce = crypto.randomUUID();
  return new Promise((resolve, reject) => {
    const finish = (): void => {
      page.removeEventListener('message', receive);
      clearTimeout(timer);
    };
    const receive = (event: MessageEvent<unknown>): void => {
      const port = event.ports[0];
      if (event.source !== page || port === undefined || !isAnswer(event.data, nonce)) return;
      finish();
      resolve(
        portTransport({
          post: (message) => {
            port.postMessage(message);
          },
          listen: (onMessage, onClose) => {
            port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
              onMessage(data);
            });
            port.addEventListener('close', onClose);
            port.start();
          },
          close: () => {
            port.close();
          },
        }),
      );
    };
    const timer = setTimeout(() => {
      finish();
      reject(new Error('The desktop shell did not answer.'));
    }, ANSWER_MS);
    page.addEventListener('message', receive);
    page.postMessage({ type: PORT_REQUEST, nonce }, page.location.origin);
  });
}

function isAnswer(data: unknown, nonce: string): boolean {
  return (
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    data.type === PORT_ANSWER &&
    'nonce' in data &&
    data.nonce === nonce
  );
}
