import { AppError } from '../../preload/contract/errors.ts';

/** The kubelet's reasons for a container that does not start; it goes on trying after each. */
const PROBLEM_REASONS: ReadonlySet<string> = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
]);

export function isProblem(reason: string): boolean {
  return PROBLEM_REASONS.has(reason);
}

interface Waiting {
  readonly reason: string;
  readonly message: string;
  readonly image: string;
  readonly target: string | undefined;
}

export function explainProblem({ reason, message, image, target }: Waiting): AppError {
  if (reason.includes('Image') || reason === 'RegistryUnavailable' || reason === 'SignatureValidationFailed') {
    return new AppError('IMAGE_PULL', explainPull(reason, message, image), { image, reason });
  }
  if (target !== undefined && /(unable to find|invalid) target container/.test(message)) {
    const sentence = `The target ${target} is not running, so its processes cannot be shared. The debug container starts when it runs.`;
    return new AppError('TARGET_GONE', sentence, { container: target });
  }
  if (reason === 'FailedScheduling') {
    return new AppError('CONTAINER_CONFIG', 'No node takes the pod yet; it waits for one that does.', { reason });
  }
  return new AppError('CONTAINER_CONFIG', explainConfig(message), { reason });
}

const PULL_REASONS: readonly (readonly [RegExp, string])[] = [
  [/manifest unknown|not found|name unknown|NotFound/, 'The registry has no such image or tag.'],
  [
    /no match for platform|no matching manifest|exec format error/,
    'The image is not made for the node’s kind of processor.',
  ],
  [/toomanyrequests|too many requests|429/i, 'The registry allows no more pulls for now.'],
  [/unauthorized|authentication required|denied|403|401/i, 'The registry wants a login, or the image does not exist.'],
  [/no such host|server misbehaving/, 'The registry’s name cannot be found from the node.'],
  [/x509|certificate/, 'The node does not trust the registry’s certificate.'],
  [
    /timeout|deadline exceeded|connection refused|no route to host|network is unreachable|EOF/i,
    'The node cannot reach the registry.',
  ],
  [/no space left/, 'The node’s disk is full.'],
];

function explainPull(reason: string, message: string, image: string): string {
  if (reason === 'InvalidImageName') return `${image} is not the name of an image.`;
  if (reason === 'ErrImageNeverPull') return `${image} is not on the node, and it may not be pulled (policy Never).`;
  const cause = PULL_REASONS.find(([pattern]) => pattern.test(message))?.[1] ?? 'The node says why.';
  return `${image} could not be pulled. ${cause}`;
}

function explainConfig(message: string): string {
  if (/runAsNonRoot|run as non-root|non-numeric user/.test(message)) {
    return 'The image runs as root, or as a user without a number, which the profile forbids. Choose another image or profile.';
  }
  if (/executable file not found|no such file or directory/.test(message)) {
    return 'The image does not have the command it should start with. Choose another command or image.';
  }
  if (message.includes('exec format error')) return 'The image is not made for the node’s kind of processor.';
  return 'The container could not be started as it was asked for.';
}
