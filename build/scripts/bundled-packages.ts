import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

import type { Plugin } from 'vite';

/** A package whose code or files ended up in dist/, or is installed beside it. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly folder: string;
}

/**
 * A Vite plugin that writes down which packages a build really took in, as `<folder>/packages-<part>.json`: the licence
 * check and the notices shipped with the app are about these and not about everything in node_modules.
 */
export function recordPackages(folder: string): Plugin {
  let part = '';
  let sources = '';
  return {
    name: 'kesako:record-packages',
    configResolved: (config) => {
      part = basename(config.build.outDir);
      sources = config.root;
    },
    writeBundle: (_options, bundle) => {
      const files = Object.values(bundle).flatMap((output) =>
        output.type === 'chunk'
          ? Object.keys(output.modules).filter((module) => output.modules[module]?.renderedLength !== 0)
          : output.originalFileNames.map((file) => resolve(sources, file)),
      );
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `packages-${part}.json`), JSON.stringify(packageFolders(files), undefined, 2));
    },
  };
}

export function readPackage(folder: string): ShippedPackage {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const field = (name: string): string => {
    const value: unknown = typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, name) : undefined;
    return typeof value === 'string' ? value : 'unknown';
  };
  return { name: field('name'), version: field('version'), license: field('license'), folder };
}

function packageFolders(files: readonly string[]): readonly string[] {
  const folders = files
    // A bundler's virtual modules begin with a NUL and may carry the real path behind it, with a query.
    .map((file) => file.replace(/^\0+/, '').replace(/\?.*$/, ''))
    .filter((file) => file.includes('/node_modules/'))
    .map(packageFolderOf)
    .filter((folder) => folder !== undefined);
  return [...new Set(folders)].sort();
}

/** The nearest folder above with a package.json that has a version; inner ones only say `"type": "module"`. */
function packageFolderOf(file: string): string | undefined {
  for (let folder = dirname(file); folder.includes('node_modules/'); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && readPackage(folder).version !== 'unknown') return folder;
  }
  return undefined;
}
