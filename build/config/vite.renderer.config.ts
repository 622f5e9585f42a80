import { join } from 'node:path';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

import { root } from './paths.ts';

/**
 * The page, one build for both hosts. Its target stays Vite's default (browsers of the last two and a half years)
 * although Electron's Chromium could take more: the web host serves the same files to whatever browser a person has.
 */
export default defineConfig({
  root: join(root, 'renderer'),
  base: './',
  // The icon, for the window and the browser's tab.
  publicDir: join(root, 'build/resources'),
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: join(root, 'dist/renderer'),
    emptyOutDir: true,
    sourcemap: true,
    modulePreload: { polyfill: false },
    // The page's content security policy allows no `data:` addresses for scripts, styles and fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
  },
});
