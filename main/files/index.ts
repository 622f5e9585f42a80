export { createFiles, type Files, type FilesOptions, type StagedFile, type VerifiedCopy } from './create-files.ts';
export { openRefusal } from './opening/open-refusal.ts';
export { kindOf } from './opening/run-by-systems.ts';
export { checkRoom, createStaging } from './staging.ts';
