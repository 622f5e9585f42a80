/**
 * Builds the app into dist/: the page (renderer/), the core with both hosts (main/), Electron's preload script.
 *
 *     npm run build                    # always
 *     npm run build -- --if-changed    # only when a source differs from what dist/ was built from
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { build as viteBuild, type InlineConfig } from 'vite';

import { root } from '../config/paths.ts';
import main from '../config/vite.main.config.ts';
import preload from '../config/vite.preload.config.ts';
import renderer from '../config/vite.renderer.config.ts';
import { recordPackages } from './bundled-packages.ts';
import { shippedPackages } from './shipped-packages.ts';
import { thirdPartyNotices } from './third-party-notices.ts';

const SOURCES = [
  'main/**/*',
  'preload/**/*',
  'renderer/**/*',
  'build/config/vite.*',
  'build/scripts/{build,*-packages,*-notices,license-text}.ts',
  'build/{reach,runtime,resources}/**/*',
  'package.json',
  'package-lock.json',
];

const stamp = join(root, 'dist/.sources');

export async function build(): Promise<void> {
  const started = performance.now();
  const digest = digestSources();
  const nodeEnvironment = process.env['NODE_ENV'];
  rmSync(stamp, { force: true });
  try {
    await Promise.all([renderer, main, preload].map(buildPart));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error('kesako: the build failed');
    process.exit(1);
  }
  // Vite leaves `production` behind; tests that are started next would get React without what tests need.
  if (nodeEnvironment === undefined) delete process.env['NODE_ENV'];
  else process.env['NODE_ENV'] = nodeEnvironment;
  writeFileSync(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(shippedPackages()));
  writeFileSync(stamp, digest);
  console.log(`kesako: built dist/ in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

async function buildPart(part: InlineConfig): Promise<void> {
  const plugins = [...(part.plugins ?? []), recordPackages(join(root, 'dist'))];
  await viteBuild({ ...part, configFile: false, logLevel: 'warn', plugins });
}

export async function buildIfChanged(): Promise<void> {
  if (readIfThere(stamp) !== digestSources()) await build();
}

/** Contents and not times: a fresh clone, a branch switched there and back, and a copied folder all compare rightly. */
function digestSources(): string {
  const hash = createHash('sha256');
  const entries = globSync(SOURCES, { cwd: root, withFileTypes: true });
  for (const path of entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()) {
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { 'if-changed': { type: 'boolean', default: false } } });
  await (values['if-changed'] ? buildIfChanged() : build());
}
