export { createDebug, type DebugOptions } from './create-debug.ts';
export { ANNOTATIONS } from './own-keys.ts';
