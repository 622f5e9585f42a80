import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the repository is; every tool is told its files by this, so that it works from any folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where tests leave what they made; a run as another user has a folder of its own, which that user may write. */
export const testOutput = process.env['KESAKO_TEST_OUTPUT'] ?? join(root, 'test-output');
