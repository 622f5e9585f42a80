import { fileURLToPath } from 'node:url';

/** Where the repository is; every tool is told its files by this, so that it works from any folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
