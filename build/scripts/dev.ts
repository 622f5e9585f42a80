/**
 * `npm run dev`: rebuilds whatever part changes and restarts the web host; reload the browser to see it (a rebuild of the
 * page takes about a second).
 *
 * Deliberately not Vite's own server: the page keeps being served by the real web host, under its content security
 * policy, its token and its origin checks, so that nothing works in development that fails in the product.
 * Arguments are the web host's own: `npm run dev -- --port 4000`.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

import { build as viteBuild, type InlineConfig } from 'vite';

import { root } from '../config/paths.ts';
import main from '../config/vite.main.config.ts';
import preload from '../config/vite.preload.config.ts';
import renderer from '../config/vite.renderer.config.ts';

/** Keeps one web host running: `restart` ends the old one first, because both would want the same port. */
function webHost(options: readonly string[]): { restart: () => void; stop: () => void } {
  let current: ChildProcess | undefined;
  const start = (): void => {
    current = spawn(process.execPath, [join(root, 'dist/main/web.js'), ...options], { stdio: 'inherit' });
  };
  return {
    restart: () => {
      if (current?.exitCode !== null || current.signalCode !== null) {
        start();
        return;
      }
      current.removeAllListeners('exit').once('exit', start).kill('SIGTERM');
    },
    stop: () => current?.kill('SIGTERM'),
  };
}

async function watchPart(part: InlineConfig, whenBuilt: () => void): Promise<void> {
  const watcher = await viteBuild({
    ...part,
    configFile: false,
    logLevel: 'warn',
    build: { ...part.build, watch: {} },
  });
  if (!('on' in watcher)) throw new Error('Vite did not begin to watch');
  watcher.on('event', (event) => {
    if (event.code === 'ERROR') console.error(event.error.message);
    if (event.code === 'BUNDLE_END') {
      console.log(`kesako: rebuilt ${part.build?.outDir ?? ''}`);
      whenBuilt();
    }
    if ('result' in event) void event.result.close();
  });
}

const host = webHost(process.argv.slice(2));
process.once('exit', host.stop);
process.once('SIGTERM', () => process.exit());
await watchPart(renderer, () => undefined);
await watchPart(preload, () => undefined);
await watchPart(main, () => {
  host.restart();
});
