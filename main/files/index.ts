export { createFiles, type Files, type FilesOptions, type StagedFile } from './create-files.ts';
