export { createJvm, type JvmOptions } from './create-jvm.ts';
export { ledgerFiles } from './recordings/ledger-files.ts';
export type { LeftFile, LeftFiles } from './recordings/left-files.ts';
