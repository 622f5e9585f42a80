import { globSync } from 'node:fs';
import { basename, join } from 'node:path';

import { defineConfig } from 'vite';

import { root } from './paths.ts';

/**
 * The core with its two hosts, in one build so that both share their chunks.
 *
 * A file named `*-worker.ts` becomes an entry of its own. All output lies in one folder, therefore
 * `new URL('./recording-worker.js', import.meta.url)` finds the worker from whichever chunk says so.
 */
const workers = globSync('main/**/*-worker.ts', { cwd: root }).sort();

export default defineConfig({
  root,
  publicDir: false,
  ssr: {
    // Bundled whole: a package that is not in the installed app cannot be missing there.
    noExternal: true,
    // node-pty is native, `electron` exists only inside Electron, and ws does without its two optional accelerators.
    external: ['electron', 'node-pty', 'bufferutil', 'utf-8-validate'],
  },
  build: {
    ssr: true,
    outDir: join(root, 'dist/main'),
    emptyOutDir: true,
    sourcemap: true,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input: {
        electron: join(root, 'main/electron/index.ts'),
        web: join(root, 'main/web/index.ts'),
        ...Object.fromEntries(workers.map((path) => [basename(path, '.ts'), join(root, path)])),
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
    },
  },
});
