/** What the copy dialog asks for, and the request that it makes. Pure. */
import { CopyRequest, POD_EXPIRY_SECONDS, type PodRef } from '../../../preload/contract/index.ts';
import { readPairs } from '../pair-lines.ts';
import {
  initialWishes,
  readWishes,
  schemaProblems,
  SECONDS_OF_HOUR,
  type Problems,
  type WishForm,
} from '../wish-form.ts';

export const KEPT_PARTS = [
  { id: 'keepLabels', title: 'Labels', hint: 'Services and controllers go by them' },
  { id: 'keepAnnotations', title: 'Annotations', hint: '' },
  { id: 'keepLiveness', title: 'Liveness probes', hint: 'restart what stands still' },
  { id: 'keepReadiness', title: 'Readiness probes', hint: '' },
  { id: 'keepStartup', title: 'Startup probes', hint: '' },
  { id: 'keepInitContainers', title: 'Init containers', hint: 'run again' },
] as const;
export type KeptPart = (typeof KEPT_PARTS)[number]['id'];

export interface CopyForm extends WishForm {
  readonly copyTo: string;
  readonly kept: ReadonlySet<KeptPart>;
  readonly sharing: 'profile' | 'share' | 'separate';
  readonly sameNode: boolean;
  readonly replace: boolean;
  /** `container=image` on each line. */
  readonly setImages: string;
  /** `name=value` on each line. */
  readonly labels: string;
  /** Names, parted by spaces. */
  readonly pullSecrets: string;
  readonly memoryLimit: string;
  readonly expiresHours: number | undefined;
}

const NAME_LIMIT = 63;

export function initialCopyForm(pod: PodRef, image: string): CopyForm {
  return {
    ...initialWishes(image),
    copyTo: `${pod.pod.slice(0, NAME_LIMIT - '-debug'.length)}-debug`,
    kept: new Set<KeptPart>(['keepInitContainers']),
    sharing: 'share',
    sameNode: false,
    replace: false,
    setImages: '',
    labels: '',
    pullSecrets: '',
    memoryLimit: '',
    expiresHours: POD_EXPIRY_SECONDS.usual / SECONDS_OF_HOUR,
  };
}

export type CopyReading = { readonly request: CopyRequest } | { readonly problems: Problems };

export function readCopyForm(pod: PodRef, form: CopyForm): CopyReading {
  if (form.copyTo.trim() === '') return { problems: { copyTo: 'The copy needs a name.' } };
  const reading = readWishes(form);
  if ('problems' in reading) return reading;
  const images = readPairs(form.setImages);
  if ('problem' in images) return { problems: { setImages: images.problem } };
  const labels = readPairs(form.labels);
  if ('problem' in labels) return { problems: { labels: labels.problem } };
  const parsed = CopyRequest.safeParse({
    ...pod,
    ...reading.wishes,
    copyTo: form.copyTo.trim(),
    ...Object.fromEntries(KEPT_PARTS.map(({ id }) => [id, form.kept.has(id)])),
    ...(form.sharing === 'profile' ? {} : { shareProcesses: form.sharing === 'share' }),
    sameNode: form.sameNode,
    replace: form.replace,
    setImages: images.pairs.map(([container, image]) => ({ container, image })),
    labels: Object.fromEntries(labels.pairs),
    pullSecrets: form.pullSecrets.split(/\s+/).filter((name) => name !== ''),
    ...(form.memoryLimit.trim() === '' ? {} : { resources: { limits: { memory: form.memoryLimit.trim() } } }),
    ...(form.expiresHours === undefined ? {} : { expiresSeconds: Math.round(form.expiresHours * SECONDS_OF_HOUR) }),
  });
  return parsed.success ? { request: parsed.data } : { problems: schemaProblems(parsed.error.issues) };
}
