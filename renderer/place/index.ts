export { formatPlace, parsePlace, POD_TABS, type Place, type PodTab } from './place.ts';
export { go, usePlace } from './use-place.ts';
