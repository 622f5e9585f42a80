export { createJvm, type JvmOptions } from './create-jvm.ts';
export { createLeftFiles } from './recordings/left-files.ts';
