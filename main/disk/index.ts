export { replaceFile } from './replace-file.ts';
export { type Change, openSharedFile } from './shared-file.ts';
