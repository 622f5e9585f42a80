/** A connection to a port of a pod: the program's two streams as one, each of which can end before the other. */
import { Duplex } from 'node:stream';

import { awaitRunning, type ProgramProcess } from './program-process.ts';
import { explainRefusal } from './refusals.ts';

export async function openConnection(process: ProgramProcess): Promise<Duplex> {
  process.stderr.resume();
  try {
    await awaitRunning(process);
  } catch (error) {
    process.control.close();
    process.stdout.resume();
    throw explainRefusal(error, { kind: 'create', program: '', folder: '/' });
  }
  const { stdin, stdout, control } = process;
  const connection = new Duplex({
    allowHalfOpen: true,
    read: () => {
      stdout.resume();
    },
    write: (bytes: Uint8Array, _encoding, done) => {
      stdin.write(bytes, (error) => {
        done(error ?? undefined);
      });
    },
    final: (done) => {
      stdin.end();
      done();
    },
    destroy: (error, done) => {
      control.close();
      stdout.destroy();
      done(error);
    },
  });
  stdout.pause();
  stdout.on('data', (bytes: Uint8Array) => {
    if (!connection.push(bytes)) stdout.pause();
  });
  stdout.on('end', () => {
    connection.push(null);
  });
  return connection;
}
