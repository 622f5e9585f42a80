import type { DebugWishes } from '../../preload/contract/debug-wishes.ts';
import { DebugRequest } from '../../preload/contract/debug.ts';
import type { CopyRequest, NodeRequest } from '../../preload/contract/pod-copies.ts';
import type { KubectlLine, PodRef } from '../../preload/contract/references.ts';
import { kubectlLine, type EphemeralContainer } from '../kube/index.ts';
import { keepAliveCommand } from './keep-alive.ts';

/** What a person would type for the same container: nothing that kubectl does by itself. */
export function debugCommandLine(request: DebugRequest, custom?: string): KubectlLine {
  const { context, kubeNamespace, pod, target } = request;
  return kubectlLine({ context, kubeNamespace }, [
    ...optionWords(request, pod, { custom, target }),
    ...commandWords(request),
  ]);
}

export function copyCommandLine(request: CopyRequest, custom?: string): KubectlLine {
  const { context, kubeNamespace, pod, copyTo, shareProcesses, labels } = request;
  const flags: readonly (readonly [boolean, string])[] = [
    [request.keepLabels, '--keep-labels'],
    [request.keepAnnotations, '--keep-annotations'],
    [request.keepLiveness, '--keep-liveness'],
    [request.keepReadiness, '--keep-readiness'],
    [request.keepStartup, '--keep-startup'],
    [!request.keepInitContainers, '--keep-init-containers=false'],
    [request.replace, '--replace'],
    [request.sameNode, '--same-node'],
    [shareProcesses !== undefined, `--share-processes${shareProcesses === false ? '=false' : ''}`],
  ];
  const scope = { context, kubeNamespace };
  const line = kubectlLine(scope, [
    ...optionWords(request, pod, { custom }),
    `--copy-to=${copyTo}`,
    ...request.setImages.map(({ container, image }) => `--set-image=${container}=${image}`),
    ...flags.flatMap(([isSet, flag]) => (isSet ? [flag] : [])),
    ...commandWords(request),
  ]);
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return pairs.length === 0 ? line : `${line} && ${kubectlLine(scope, ['label', 'pod', copyTo, ...pairs])}`;
}

export function nodeCommandLine(request: NodeRequest, custom?: string): KubectlLine {
  const { context, kubeNamespace, node } = request;
  return kubectlLine({ context, kubeNamespace }, [
    ...optionWords(request, `node/${node}`, { custom }),
    ...commandWords(request),
  ]);
}

type WishesLine = Omit<DebugWishes, 'image'> & { readonly image?: string | undefined };

function optionWords(
  wishes: WishesLine,
  debugged: string,
  { custom, target = '' }: { readonly custom?: string | undefined; readonly target?: string | undefined },
): readonly string[] {
  const { name, image, profile, environment, imagePullPolicy, keepAliveSeconds } = wishes;
  return [
    'debug',
    ...(keepAliveSeconds === undefined ? streamFlags(wishes) : ['--attach=false']),
    debugged,
    ...(image === undefined || image === '' ? [] : [`--image=${image}`]),
    ...(name === undefined ? [] : [`--container=${name}`]),
    ...(target === '' ? [] : [`--target=${target}`]),
    // Always said: what kubectl takes without it differs between its versions.
    `--profile=${profile}`,
    ...(custom === undefined ? [] : [`--custom=${CUSTOM_FILE}`]),
    ...environment.map((variable) => `--env=${pair(variable)}`),
    ...(imagePullPolicy === undefined ? [] : [`--image-pull-policy=${imagePullPolicy}`]),
  ];
}

/** Its content stands beside the line. */
const CUSTOM_FILE = 'custom.json';

function commandWords({ command, argumentsOnly, keepAliveSeconds }: WishesLine): readonly string[] {
  const words = keepAliveSeconds === undefined ? command : keepAliveCommand(keepAliveSeconds);
  return [
    ...(argumentsOnly && words.length > 0 ? ['--arguments-only'] : []),
    ...(words.length === 0 ? [] : ['--', ...words]),
  ];
}

/** The line for a container that is there already; its profile cannot be told from it, so its security context is left out. */
export function debugCommandLineOf(pod: PodRef, container: EphemeralContainer): KubectlLine {
  const { name, image = '', targetContainerName, command, args, env = [], stdin = false, tty = false } = container;
  const wishes = DebugRequest.safeParse({
    ...pod,
    name,
    image,
    target: targetContainerName,
    profile: 'general',
    command: command ?? args ?? [],
    argumentsOnly: command === undefined && args !== undefined,
    environment: env.flatMap((variable) =>
      variable.value === undefined ? [] : [{ name: variable.name, value: variable.value }],
    ),
    stdin,
    tty,
    attach: stdin,
  });
  return wishes.success ? debugCommandLine(wishes.data) : kubectlLine(pod, ['get', 'pod', pod.pod]);
}

/** `-i` implies `--attach`. */
function streamFlags({ stdin, tty, attach }: WishesLine): readonly string[] {
  const letters = `${stdin ? 'i' : ''}${tty ? 't' : ''}`;
  return [
    ...(letters === '' ? [] : [`-${letters}`]),
    ...(attach === stdin ? [] : [attach ? '--attach' : '--attach=false']),
  ];
}

/** kubectl reads `--env` as a line of CSV as soon as it contains a second `=`. */
function pair({ name, value }: DebugRequest['environment'][number]): string {
  const text = `${name}=${value}`;
  return value.includes('=') && /[",\r\n]/.test(value) ? `"${text.replaceAll('"', '""')}"` : text;
}
