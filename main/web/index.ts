/** The app for a browser on this machine: serves it on loopback and prints the address that opens it. */
import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { env, exit, pid, platform, stderr, stdin, stdout } from 'node:process';

import { pino } from 'pino';

import { createCore, createLog, dataFolder, readStaticFiles, type HostPort } from '../core/index.ts';
import { createAccess } from './access.ts';
import { webArguments } from './arguments.ts';
import { openInBrowser } from './open-in-browser.ts';
import { startWebServer } from './web-server.ts';

const PAGE_FOLDER = join(import.meta.dirname, '..', 'renderer');
const PROGRAMS = join(import.meta.dirname, '..', '..', 'build', 'reach', 'bin');

async function run(): Promise<void> {
  const { port, open } = webArguments(process.argv.slice(2));
  const access = createAccess(() => performance.now());
  const host: HostPort = {
    transferLink: (transfer) => `/transfer/${transfer}/${access.grant(`transfer:${transfer}`)}`,
  };
  const folder = dataFolder(platform, env, homedir());
  const log = createLog('info', pino.destination({ dest: join(folder, 'web.log'), mkdir: true, mode: 0o600 }));
  const core = await createCore({
    environment: env,
    homeDirectory: homedir(),
    dataFolder: folder,
    programs: PROGRAMS,
    host,
    log,
  });
  const server = await startWebServer({
    port,
    access,
    files: await readStaticFiles(PAGE_FOLDER),
    connect: (transport) => {
      core.connect(transport);
    },
    transferFile: (transfer) => core.verifiedFile(transfer),
  });

  const address = (): string => `http://127.0.0.1:${String(server.port)}/#code=${access.newCode()}`;
  stdout.write(`Kesako is at ${address()}\n`);
  if (open) await openInBrowser(address(), { folder, platform, pid, spawn });
  if (stdin.isTTY) {
    stdout.write('Press Enter for a new address (each opens one window), Ctrl C to end.\n');
    stdin.on('data', () => stdout.write(`${address()}\n`));
  }

  const end = (): void => {
    Promise.all([server.close(), core.dispose()]).then(
      () => exit(0),
      () => exit(1),
    );
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

run().catch((error: unknown) => {
  stderr.write(`Kesako could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  exit(1);
});
