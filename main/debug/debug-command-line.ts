import type { DebugRequest } from '../../preload/contract/debug.ts';
import type { KubectlLine } from '../../preload/contract/references.ts';
import { kubectlLine } from '../kube/index.ts';

/** What a person would type for the same container: nothing that kubectl does by itself. */
export function debugCommandLine(request: DebugRequest): KubectlLine {
  const { context, kubeNamespace, pod, name, image, target, profile, command, imagePullPolicy } = request;
  return kubectlLine({ context, kubeNamespace }, [
    'debug',
    ...streamFlags(request),
    pod,
    `--image=${image}`,
    ...(name === undefined ? [] : [`--container=${name}`]),
    ...(target === undefined || target === '' ? [] : [`--target=${target}`]),
    // Always said: what kubectl takes without it differs between its versions.
    `--profile=${profile}`,
    ...request.environment.map((variable) => `--env=${pair(variable)}`),
    ...(imagePullPolicy === undefined ? [] : [`--image-pull-policy=${imagePullPolicy}`]),
    ...(request.argumentsOnly && command.length > 0 ? ['--arguments-only'] : []),
    ...(command.length === 0 ? [] : ['--', ...command]),
  ]);
}

/** `-i` implies `--attach`. */
function streamFlags({ stdin, tty, attach }: DebugRequest): readonly string[] {
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
