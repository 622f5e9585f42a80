/** Gives the page its one message port to the core, after looking at who asks. */
import { ipcMain, MessageChannelMain, type WebContents } from 'electron';

import { PORT_ANSWER, PORT_REQUEST } from '../../preload/port-names.ts';
import { portTransport, type Transport } from '../../preload/wire/index.ts';
import { isOwnPage } from './scheme.ts';

export function handOverPorts(
  isKnown: (contents: WebContents) => boolean,
  connect: (transport: Transport) => void,
): void {
  ipcMain.on(PORT_REQUEST, ({ sender, senderFrame }, nonce: unknown) => {
    const trusted = isKnown(sender) && senderFrame === sender.mainFrame && isOwnPage(senderFrame.url);
    if (!trusted || typeof nonce !== 'string') return;
    const { port1, port2 } = new MessageChannelMain();
    sender.postMessage(PORT_ANSWER, nonce, [port2]);
    connect(
      portTransport({
        post: (message) => {
          port1.postMessage(message);
        },
        listen: (onMessage, onClose) => {
          port1.on('message', ({ data }) => {
            onMessage(data);
          });
          port1.on('close', onClose);
          port1.start();
        },
        close: () => {
          port1.close();
        },
      }),
    );
  });
}
