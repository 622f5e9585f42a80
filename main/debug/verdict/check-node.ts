/** Whether the pod's node can run a debug container: its kubelet, its system, its state. Pure. */
import type { DebugCheck } from '../../../preload/contract/debug.ts';
import type { Pod } from '../../kube/index.ts';
import type { NodeFacts } from '../node-facts.ts';

/** Minor versions of Kubernetes 1: before the first no kubelet knows ephemeral containers… */
const FIRST_KNOWN = 16;
/** …and from this one on every kubelet starts them, unless its feature gate was switched off. */
const FIRST_BY_DEFAULT = 23;
const VERSION = /^v?(\d+)\.(\d+)\b/;

/** `node`: undefined where it may not be read. */
export function checkNode({ spec }: Pod, node: NodeFacts | undefined): DebugCheck {
  const name = spec?.nodeName ?? '';
  if (name === '') {
    return {
      name: 'node',
      outcome: 'limited',
      sentence: 'The pod has no node yet: the debug container would wait until one is found.',
      remedy: 'The pod’s events say why it is not scheduled.',
    };
  }
  if (node === undefined) {
    return {
      name: 'node',
      outcome: 'passed',
      sentence: `The pod is on the node ${name}, which may not be read: neither its version nor its processor is known.`,
      fact: name,
    };
  }
  const check = (outcome: DebugCheck['outcome'], sentence: string, remedy?: string): DebugCheck => ({
    name: 'node',
    outcome,
    sentence,
    fact: nodeWords(node),
    ...(remedy === undefined ? {} : { remedy }),
  });
  const version = node.kubeletVersion ?? '';
  const minor = minorOf(version);
  if (minor !== undefined && minor < FIRST_KNOWN) {
    return check(
      'failed',
      `The kubelet of ${name} is ${version}: ephemeral containers came with v1.${FIRST_KNOWN}, so none would ever start.`,
      'Debug a copy of the pod, or the node itself.',
    );
  }
  if (minor !== undefined && minor < FIRST_BY_DEFAULT) {
    return check(
      'limited',
      `The kubelet of ${name} is ${version}: before v1.${FIRST_BY_DEFAULT} it starts ephemeral containers only if its feature gate EphemeralContainers was switched on, which it does not tell.`,
      'A copy of the pod needs no such gate.',
    );
  }
  if (node.notReady !== undefined) {
    return check(
      'limited',
      `The node ${name} is not ready (${node.notReady}): its kubelet may not start the container.`,
      'Wait for the node, or debug a copy of the pod on another.',
    );
  }
  return check('passed', `The pod is on the node ${name}, which is ready.`);
}

/** Of Kubernetes 1; a later major knows all that is asked for here. */
function minorOf(version: string): number | undefined {
  const [, major, minor] = VERSION.exec(version) ?? [];
  return major === '1' && minor !== undefined ? Number(minor) : undefined;
}

/** `node-1, linux/amd64, kubelet v1.36.1` */
function nodeWords({ name, kubeletVersion, ...system }: NodeFacts): string {
  return [
    name,
    platformOf(system) ?? 'unknown processor',
    `kubelet ${kubeletVersion === undefined || kubeletVersion === '' ? 'of an unknown version' : kubeletVersion}`,
  ].join(', ');
}

/** In the words of an image's platforms: `linux/arm64`. */
export function platformOf({
  operatingSystem = '',
  architecture = '',
}: Pick<NodeFacts, 'operatingSystem' | 'architecture'>): string | undefined {
  return operatingSystem === '' || architecture === '' ? undefined : `${operatingSystem}/${architecture}`;
}
