import { join } from 'node:path';

import { defineConfig } from 'vite';

import { root } from './paths.ts';

/** Electron's preload script. A sandboxed one is a single CommonJS file that may require nothing but `electron`. */
export default defineConfig({
  root,
  publicDir: false,
  ssr: { noExternal: true, external: ['electron'] },
  build: {
    ssr: join(root, 'preload/index.ts'),
    outDir: join(root, 'dist/preload'),
    emptyOutDir: true,
    sourcemap: true,
    target: 'node24',
    minify: false,
    rolldownOptions: { output: { format: 'cjs', entryFileNames: 'index.cjs' } },
  },
});
