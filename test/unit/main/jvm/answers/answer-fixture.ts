import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../../../../../build/config/paths.ts';

/** What a JVM has really answered; see test/fixtures/README.md. */
export function answer(name: string): string {
  return readFileSync(join(root, 'test/fixtures/jvm/answers', `${name}.txt`), 'utf8');
}
