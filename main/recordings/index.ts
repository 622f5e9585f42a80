export { createRecordings, type Recordings, type RecordingsOptions } from './create-recordings.ts';
export { receiveFile } from './receive-file.ts';
export { startProgram } from './start-program.ts';
