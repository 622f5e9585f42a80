/** Whether the image is on the pod's node already, as far as anybody tells. Pure. */
import type { DebugCheck, DebugRequest } from '../../../preload/contract/debug.ts';
import type { Pod } from '../../kube/index.ts';
import type { NodeFacts } from '../node-facts.ts';
import { platformOf } from './check-node.ts';
import { architectureInName } from './image-architecture.ts';

/** The kubelet tells of no more than these. */
const TOLD_LIMIT = 50;

/** `node`: undefined where it may not be read. */
export function checkImage(
  pod: Pod,
  { image, imagePullPolicy }: Pick<DebugRequest, 'image' | 'imagePullPolicy'>,
  node: Pick<NodeFacts, 'images' | 'architecture' | 'operatingSystem'> | undefined,
): DebugCheck {
  const check = (outcome: DebugCheck['outcome'], sentence: string, remedy?: string): DebugCheck => ({
    name: 'image',
    outcome,
    sentence,
    fact: image,
    ...(remedy === undefined ? {} : { remedy }),
  });
  const nodeImages = node?.images;
  const platform = node === undefined ? undefined : platformOf(node);
  const named = architectureInName(image);
  const always = imagePullPolicy === 'Always' || (imagePullPolicy === undefined && isLatest(image));
  if (usesImage(pod, image) || nodeImages?.some((names) => names.includes(fullName(image))) === true) {
    return check(
      'passed',
      `The image is on the node${always ? '; its registry is asked each time whether it has changed' : ''}.`,
    );
  }
  if (named !== undefined && node?.architecture !== undefined && named !== node.architecture) {
    return check(
      'limited',
      `The image’s name says ${named}, and the node is ${platform ?? node.architecture}: it would not be pulled, or not start (exec format error).`,
      'Take an image of the node’s processor, or one that is for several.',
    );
  }
  if (nodeImages === undefined) {
    const when = always ? 'is asked of its registry each time' : 'is pulled unless the node has it';
    return check(
      'unknown',
      imagePullPolicy === 'Never'
        ? 'The image must already be on the node.'
        : `The image ${when}; that is not tried before.`,
    );
  }
  if (imagePullPolicy === 'Never') {
    const sentence = 'The image is not on the node, and it may not be pulled (policy Never).';
    return check(
      nodeImages.length < TOLD_LIMIT ? 'failed' : 'limited',
      sentence,
      'Let it be pulled, or take an image that is there.',
    );
  }
  return check(
    'limited',
    `The image is not on the node: it must be pulled, which is not tried before.${
      platform === undefined || named !== undefined
        ? ''
        : ` Whether there is one for ${platform}, only its registry knows.`
    }`,
  );
}

/** A container of the pod that has run from it is proof. */
function usesImage({ spec, status }: Pod, image: string): boolean {
  const { containers = [], initContainers = [] } = spec ?? {};
  const { containerStatuses = [], initContainerStatuses = [] } = status ?? {};
  return [...containers, ...initContainers].some(
    (container) =>
      fullName(container.image ?? '') === fullName(image) &&
      [...containerStatuses, ...initContainerStatuses].some(
        ({ name, imageID }) => name === container.name && imageID !== '',
      ),
  );
}

/** As a container runtime writes it: with its registry, and a tag or digest. */
function fullName(image: string): string {
  const [first = '', ...rest] = image.split('/');
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const path = hasRegistry ? image : rest.length > 0 ? `docker.io/${image}` : `docker.io/library/${image}`;
  return isBare(path) ? `${path}:latest` : path;
}

function isBare(image: string): boolean {
  return !image.includes('@') && !/:[^/:]+$/.test(image);
}

/** The server's default policy is `Always` for these. */
function isLatest(image: string): boolean {
  return isBare(image) || image.endsWith(':latest');
}
