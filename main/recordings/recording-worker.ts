/** The thread of one open recording. */
import { parentPort } from 'node:worker_threads';

import type { Beginning, ToReading } from './messages.ts';
import { startReading } from './reading.ts';

const port = parentPort;
if (port === null) throw new Error('A recording is read in a thread of its own.');
port.once('message', ({ request }: Beginning) => {
  const reading = startReading(request, (message, transfer = []) => {
    port.postMessage(message, transfer);
  });
  port.on('message', (message: ToReading) => {
    reading.hear(message);
  });
});
