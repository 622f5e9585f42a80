import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { root } from '../config/paths.ts';
import { readPackage, type ShippedPackage } from './bundled-packages.ts';

const Manifest = z.object({ dependencies: z.record(z.string(), z.string()).optional() });
const Folders = z.array(z.string());

/** Every package that reaches a user: what the last build took in, and what is installed beside it at run time. */
export function shippedPackages(): readonly ShippedPackage[] {
  const bundled = globSync('dist/packages-*.json', { cwd: root }).flatMap((path) => Folders.parse(readJson(path)));
  if (bundled.length === 0) throw new Error('nothing is built yet: npm run build');
  const folders = [...new Set([...bundled, ...installedAtRunTime(root)])];
  return folders.map(readPackage).sort((one, other) => one.name.localeCompare(other.name));
}

/** The production dependencies of the package in a folder, with theirs; npm keeps all of them flat here. */
function installedAtRunTime(folder: string): readonly string[] {
  const { dependencies = {} } = Manifest.parse(readJson(join(folder, 'package.json')));
  return Object.keys(dependencies).flatMap((name) => {
    const installed = join(root, 'node_modules', name);
    return [installed, ...installedAtRunTime(installed)];
  });
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(path.startsWith(root) ? '' : root, path), 'utf8'));
}
