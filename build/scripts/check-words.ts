/** Words that have no place in a repository: unfinished business, one person's machine, one workplace's servers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../config/paths.ts';
import { report, trackedFiles } from './tracked-files.ts';

interface Ban {
  readonly pattern: RegExp;
  readonly reason: string;
}

/** The words are put together here, so that this file does not hold what it looks for. */
const BANS: readonly Ban[] = [
  {
    pattern: new RegExp(String.raw`\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\b`),
    reason: 'do it or drop it',
  },
  {
    pattern: new RegExp(['', 'work', '(main|shared|\\.)'].join('/') + '|' + ['', 'tmp', 'briefs'].join('/')),
    reason: "a path of one person's machine",
  },
  {
    pattern: new RegExp(
      [
        ['registry', 'npmjs', 'org'],
        ['registry', 'yarnpkg', 'com'],
        ['files', 'pythonhosted', 'org'],
        ['repo1', 'maven', 'org'],
        ['proxy', 'golang', 'org'],
        ['deb', 'debian', 'org'],
      ]
        .map((labels) => labels.join(String.raw`\.`))
        .join('|'),
    ),
    reason: "a package registry's address: clients know theirs, and a mirror's would tie the project to it",
  },
];

/** A file with a NUL near its beginning is not text: Git's own rule. */
const BINARY_PROBE_BYTES = 8000;

function findingsIn(path: string): readonly string[] {
  const content = readFileSync(join(root, path));
  if (content.subarray(0, BINARY_PROBE_BYTES).includes(0)) return [];
  return content
    .toString('utf8')
    .split('\n')
    .flatMap((line, index) =>
      BANS.filter(({ pattern }) => pattern.test(line)).map(({ reason }) => `${path}:${String(index + 1)}: ${reason}`),
    );
}

report(
  trackedFiles()
    .filter((path) => !path.startsWith('test/fixtures/'))
    .flatMap(findingsIn),
);
