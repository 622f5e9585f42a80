export { createDebug, type DebugOptions } from './create-debug.ts';
export { exportCustom, secretVariables } from './custom/export-custom.ts';
export { parseCustom } from './custom/parse-custom.ts';
export { isImageReference } from './image-reference.ts';
export { ANNOTATIONS } from './own-keys.ts';
