/** The thread of one open recording. */
import { parentPort, workerData } from 'node:worker_threads';

import type { ReadingRequest, ToReading } from './messages.ts';
import { startReading } from './reading.ts';

const port = parentPort;
if (port === null) throw new Error('A recording is read in a thread of its own.');
const reading = startReading(workerData as ReadingRequest, (message, transfer = []) => {
  port.postMessage(message, transfer);
});
port.on('message', (message: ToReading) => {
  reading.hear(message);
});
