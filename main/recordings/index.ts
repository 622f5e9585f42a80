export { createRecordings, type Recordings, type RecordingsOptions } from './create-recordings.ts';
