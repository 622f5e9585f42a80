/** Every source folder of the first two levels says in a README.md what belongs there and what does not. */
import { dirname } from 'node:path/posix';

import { report, trackedFiles } from './tracked-files.ts';

const LEVELS = 2;

const files = trackedFiles().filter((path) => /^(main|preload|renderer|test)\//.test(path));
const folders = new Set(files.flatMap((path) => ancestors(dirname(path))).filter(isDescribed));
const present = new Set(files);
report([...folders].filter((folder) => !present.has(`${folder}/README.md`)).map((folder) => `${folder}: no README.md`));

function ancestors(folder: string): readonly string[] {
  return folder === '.' ? [] : [...ancestors(dirname(folder)), folder];
}

/** test/unit only mirrors the sources: its folders are described where the sources are. */
function isDescribed(folder: string): boolean {
  return folder.split('/').length <= LEVELS && !folder.startsWith('test/unit/');
}
