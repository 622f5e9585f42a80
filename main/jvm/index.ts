export { createJvm, type JvmOptions } from './create-jvm.ts';
