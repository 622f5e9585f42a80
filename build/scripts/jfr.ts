/**
 * `npm run -s jfr -- FILE summary|view NAME|print --json|collapsed`: the recording engine as a command, from its sources.
 *
 * It is run with one thread for V8's own work (`--v8-pool-size`): four of them, as many as V8 starts otherwise, take turns with the
 * thread that reads where there are two processors, which costs a sixteenth of the time of a run.
 */
import { once } from 'node:events';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

import { root } from '../config/paths.ts';

// A fifth of the time of a run: TypeScript and V8 find again what they made of the sources.
enableCompileCache(join(root, 'node_modules/.cache/kesako-jfr'));
const { runCommand } = await import('../../main/jvm/jfr/index.ts');

// `| head` has seen enough. Not `process.exit`: where V8 is busy with a collection at that moment, Node never ends
// (https://github.com/nodejs/node/issues/54918).
const reader = { isThere: true };
process.stdout.on('error', () => {
  reader.isThere = false;
});

try {
  process.exitCode = await runCommand(process.argv.slice(2), {
    write: async (text) => {
      if (!reader.isThere) throw new Error('nobody reads any more');
      if (!process.stdout.write(text)) await once(process.stdout, 'drain');
    },
    complain: (text) => {
      console.error(text);
    },
  });
} catch (error) {
  if (reader.isThere) {
    console.error(`kesako: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
