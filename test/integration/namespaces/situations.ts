/** The pods and debug containers on which the app's model is held against the node's own word. */
import { deployment } from '../../support/cluster-lab.ts';
import type { Kubectl } from '../../support/kubectl.ts';

const WEB = { image: 'kube-lab/http-server-distroless:1', imagePullPolicy: 'IfNotPresent' };
const SLEEP = { image: 'busybox', imagePullPolicy: 'IfNotPresent', command: ['sleep', '100000'] };

function pod(name: string, containers: readonly object[], spec: object = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: name } },
    spec: { terminationGracePeriodSeconds: 1, containers, ...spec },
  };
}

const web = (name: string): object => ({ name, ...WEB });
const sleep = (name: string): object => ({ name, ...SLEEP });

export const PODS: readonly object[] = [
  pod('plain', [web('web')]),
  pod('target', [web('web')]),
  pod('shared', [web('web')], { shareProcessNamespace: true }),
  pod('original', [web('web')]),
  pod('host-network', [sleep('agent')], { hostNetwork: true }),
  pod('two-targets', [web('web'), sleep('worker')]),
  pod('java', [{ name: 'petclinic', image: 'kube-lab/spring-petclinic:1', imagePullPolicy: 'IfNotPresent' }]),
  pod('five', ['one', 'two', 'three', 'four', 'five'].map(sleep)),
  deployment('patched', WEB),
];

interface Situation {
  readonly pod: string;
  readonly words: readonly string[];
}

const debug = (name: string, container: string, target?: string): Situation => ({
  pod: name,
  words: ['-c', container, ...(target === undefined ? [] : [`--target=${target}`]), '--profile=general'],
});

const DEBUGGED: readonly Situation[] = [
  debug('plain', 'debugger'),
  debug('target', 'debugger', 'web'),
  debug('shared', 'debugger', 'web'),
  { pod: 'original', words: ['--copy-to=copy', '--share-processes', '-c', 'debugger', '--profile=general'] },
  debug('host-network', 'debugger', 'agent'),
  debug('two-targets', 'first', 'web'),
  debug('two-targets', 'second', 'worker'),
  debug('java', 'debugger', 'petclinic'),
  debug('five', 'debugger', 'three'),
];

/** The eight, by their pods. */
export const SITUATIONS = ['plain', 'target', 'shared', 'copy', 'host-network', 'two-targets', 'java', 'five'] as const;

/** By kubectl, and ready when it returns. */
export async function debugAll(kubectl: Kubectl, kubeNamespace: string): Promise<void> {
  await kubectl('wait', '-n', kubeNamespace, '--for=condition=Ready', 'pod', '--all', '--timeout=90s');
  // One after another: two patches of one pod's ephemeral containers at once are a conflict.
  for (const { pod: name, words } of DEBUGGED) {
    await kubectl(
      'debug',
      '-n',
      kubeNamespace,
      name,
      '--image=busybox',
      '--attach=false',
      ...words,
      '--',
      'sleep',
      '100000',
    );
  }
  for (const { pod: name, words } of DEBUGGED) {
    const isCopy = name === 'original';
    const container = words[words.indexOf('-c') + 1] ?? '';
    const list = isCopy ? 'containerStatuses' : 'ephemeralContainerStatuses';
    const path = `{.status.${list}[?(@.name=="${container}")].state.running.startedAt}`;
    await kubectl(
      'wait',
      '-n',
      kubeNamespace,
      `pod/${isCopy ? 'copy' : name}`,
      `--for=jsonpath=${path}`,
      '--timeout=60s',
    );
  }
}
