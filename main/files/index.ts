export { createFiles, type Files, type FilesOptions, type StagedFile } from './create-files.ts';
export { checkRoom, createStaging } from './staging.ts';
