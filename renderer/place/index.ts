export {
  formatPlace,
  parsePlace,
  POD_TABS,
  RECORDING_TABS,
  type Place,
  type PodTab,
  type RecordingPlace,
  type RecordingTab,
} from './place.ts';
export { go, usePlace } from './use-place.ts';
