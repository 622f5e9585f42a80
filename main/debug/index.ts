export { createDebug, type DebugOptions } from './create-debug.ts';
