import type { DebugWishes } from '../../preload/contract/debug-wishes.ts';
import type { DebugRequest } from '../../preload/contract/debug.ts';
import { AppError, isAppError } from '../../preload/contract/errors.ts';
import type { CopyRequest, NodeRequest } from '../../preload/contract/pod-copies.ts';
import type { Pod } from '../kube/index.ts';
import { parseCustom } from './custom/parse-custom.ts';
import { isImageReference } from './image-reference.ts';

interface Issue {
  readonly field: string;
  readonly message: string;
}

/** What the server would say about a name, known without asking it. */
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const ENVIRONMENT_NAME = /^[^=\0]+$/;

/** Names of pods: labels of at most 63 characters, joined by dots. */
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL_LIMIT = 63;
const SUBDOMAIN_LIMIT = 253;

/** In kubectl's order and words, where kubectl has any. */
function findIssues(wishes: Omit<DebugWishes, 'image'> & { readonly image?: string | undefined }): readonly Issue[] {
  const { image, name, tty, stdin, environment, keepAliveSeconds, command } = wishes;
  const issues: Issue[] = [];
  if (image !== undefined && image !== '' && !isImageReference(image)) issues.push(imageIssue('image', image));
  if (tty && !stdin) {
    issues.push({ field: 'tty', message: '-i/--stdin is required for containers with -t/--tty=true' });
  }
  if (name !== undefined && !DNS_LABEL.test(name)) {
    issues.push({ field: 'name', message: 'must consist of lower case letters, digits and "-", no "-" at either end' });
  }
  if (name !== undefined && name.length > LABEL_LIMIT) {
    issues.push({ field: 'name', message: `must be no more than ${LABEL_LIMIT} characters` });
  }
  for (const variable of environment) {
    if (ENVIRONMENT_NAME.test(variable.name)) continue;
    issues.push({ field: 'environment', message: `"${variable.name}" cannot be the name of a variable` });
  }
  if (keepAliveSeconds !== undefined && command.length > 0) {
    issues.push({
      field: 'command',
      message: 'The container’s own process waits; the command belongs to the shell that enters it.',
    });
  }
  return issues;
}

function imageIssue(field: string, image: string): Issue {
  return { field, message: `invalid image name "${image}": invalid reference format` };
}

/** Throws INVALID before anything is sent. */
export function validateRequest(request: DebugRequest): void {
  refuse([...findIssues(request), ...customIssues(request.custom, 'ephemeral')]);
}

/** Names that the pod has already, and targets that it has not: known from the pod, before the server is asked. */
export function validateNames(request: DebugRequest, pod: Pod): void {
  const { containers = [], initContainers = [], ephemeralContainers = [] } = pod.spec ?? {};
  const ordinary = [...containers, ...initContainers].map(({ name }) => name);
  const ephemeral = ephemeralContainers.map(({ name }) => name);
  const { name, target = '' } = request;
  const issues: Issue[] = [];
  if (name !== undefined && [...ordinary, ...ephemeral].includes(name)) {
    issues.push({
      field: 'name',
      message: `The pod has a container ${name} already; a name is used once in a pod’s life.`,
    });
  }
  if (target !== '' && !ordinary.includes(target)) {
    const message = ephemeral.includes(target)
      ? `${target} is a debug container itself and cannot be a target.`
      : `The pod has no container ${target}; it has ${ordinary.join(', ')}.`;
    issues.push({ field: 'target', message });
  }
  refuse(issues);
}

export function validateCopy(request: CopyRequest): void {
  const { image = '', setImages, command, name, copyTo, pod, replace } = request;
  const issues: Issue[] = [];
  if (image === '' && setImages.length === 0 && command.length === 0) {
    issues.push({ field: 'image', message: 'you must specify --image, --set-image or command arguments.' });
  }
  if (command.length > 0 && image === '' && name === undefined) {
    const message = 'you must specify an existing container or a new image when specifying args.';
    issues.push({ field: 'command', message });
  }
  for (const set of setImages) if (!isImageReference(set.image)) issues.push(imageIssue('setImages', set.image));
  if (copyTo === pod) {
    const message = replace
      ? 'The copy needs a name of its own: the original is deleted only after it has been created.'
      : 'The copy needs a name other than its original’s.';
    issues.push({ field: 'copyTo', message });
  }
  if (!SUBDOMAIN.test(copyTo) || copyTo.length > SUBDOMAIN_LIMIT) {
    issues.push({ field: 'copyTo', message: 'must be a lower-case RFC 1123 name of at most 253 characters' });
  }
  refuse([...issues, ...findIssues(request), ...customIssues(request.custom, 'pod')]);
}

/** Containers whose images are to be set and that the pod has not; kubectl would pass over them without a word. */
export function validateCopyNames({ setImages }: CopyRequest, { spec }: Pod): void {
  const names = spec?.containers.map(({ name }) => name) ?? [];
  const missing = setImages.find(({ container }) => container !== '*' && !names.includes(container));
  if (missing === undefined) return;
  const message = `The pod has no container ${missing.container}; it has ${names.join(', ')}.`;
  refuse([{ field: 'setImages', message }]);
}

export function validateNode(request: NodeRequest): void {
  refuse([...findIssues(request), ...customIssues(request.custom, 'pod')]);
}

function customIssues(custom: string, style: 'ephemeral' | 'pod'): readonly Issue[] {
  try {
    parseCustom(custom, style);
    return [];
  } catch (error) {
    if (isAppError(error, 'INVALID')) return error.data.causes;
    throw error;
  }
}

function refuse(causes: readonly Issue[]): void {
  const [first] = causes;
  if (first !== undefined) throw new AppError('INVALID', first.message, { causes });
}
