/** `ask-everything.ts` as a program, which keeps what was compiled, as `npm run jfr` does. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

enableCompileCache(join(import.meta.dirname, 'compiled'));
await import('./ask-everything.ts');
