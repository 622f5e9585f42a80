import type { ReactElement } from 'react';

import { SHARING_KINDS, type PodDetail, type PodRef, type SharingRequest } from '../../preload/contract/index.ts';
import { useActions } from '../commands/index.ts';
import { useTerminals } from '../terminals/index.ts';
import { Bug, Button, Copy, Layers } from '../ui/index.ts';
import { useDebug } from './debug-provider.tsx';
import { ShellMenu } from './shell-menu.tsx';
import './debug.css';

/** For the pod's header. */
export function DebugButtons({ pod, detail }: { readonly pod: PodRef; readonly detail: PodDetail }): ReactElement {
  const debug = useDebug();
  const terminals = useTerminals();
  const refusal = debugRefusal(detail);
  const sharing = sharingOf(pod, detail);
  const { node } = detail;
  const shell = (command: string): void =>
    terminals.open({ kind: 'exec', ...pod, container: detail.defaultContainer, command: [command] });
  const notRunning = detail.containers.some(
    ({ name, state }) => name === detail.defaultContainer && state.state === 'running',
  )
    ? true
    : { disabledReason: `${detail.defaultContainer} is not running.` };
  useActions([
    {
      id: 'debug.open',
      title: `Debug ${detail.name}…`,
      section: 'Pod',
      shortcut: 'Mod+D',
      keywords: ['ephemeral', 'container'],
      when: () => (refusal === undefined ? true : { disabledReason: refusal }),
      perform: () => debug.open({ pod }),
    },
    {
      id: 'debug.copy',
      title: `Copy ${detail.name} for debugging…`,
      section: 'Pod',
      keywords: ['copy-to', 'clone'],
      perform: () => debug.openCopy(pod),
    },
    {
      id: 'debug.node',
      title: `Debug the node of ${detail.name}…`,
      section: 'Pod',
      keywords: ['node', 'host'],
      when: () => (node === undefined ? { disabledReason: 'The pod has no node yet.' } : true),
      perform: () => node !== undefined && debug.openNode(pod, node),
    },
    {
      id: 'debug.sharing',
      title: `Share the processes of ${detail.name}’s containers…`,
      section: 'Pod',
      keywords: ['shareProcessNamespace', 'pid'],
      when: () => ('reason' in sharing ? { disabledReason: sharing.reason } : true),
      perform: () => 'request' in sharing && debug.openSharing(sharing.request),
    },
    ...['sh', 'bash'].map((command) => ({
      id: `debug.shell.${command}`,
      title: `Open ${command} in ${detail.defaultContainer}`,
      section: 'Pod',
      keywords: ['shell', 'exec', 'terminal'],
      when: () => notRunning,
      perform: () => shell(command),
    })),
  ]);
  return (
    <>
      <Button variant="primary" icon={Bug} disabledReason={refusal} onPress={() => debug.open({ pod })}>
        Debug…
      </Button>
      <ShellMenu pod={pod} containers={detail.containers} />
      <Button icon={Copy} onPress={() => debug.openCopy(pod)}>
        Copy pod…
      </Button>
      <Button
        icon={Layers}
        disabledReason={'reason' in sharing ? sharing.reason : undefined}
        onPress={() => 'request' in sharing && debug.openSharing(sharing.request)}
      >
        Share processes…
      </Button>
    </>
  );
}

/** What makes any debug container impossible, known without asking the cluster. */
function debugRefusal(detail: PodDetail): string | undefined {
  if (detail.mirror) return 'This pod comes from a file on its node: the API server cannot change it.';
  if (detail.deletedAt !== undefined) return 'The pod is being deleted.';
  if (detail.phase === 'Succeeded' || detail.phase === 'Failed')
    return 'The pod has ended: nothing can be added to it.';
  if (detail.node === undefined) return 'The pod has no node yet.';
  return undefined;
}

/** Only a workload that rolls out by itself can be changed; a pod’s own field never can. */
function sharingOf(
  { context, kubeNamespace }: PodRef,
  { owners, shareProcessNamespace, hostPid }: PodDetail,
): { readonly request: SharingRequest } | { readonly reason: string } {
  if (shareProcessNamespace) return { reason: 'Its containers share their processes already.' };
  if (hostPid) return { reason: 'It sees all processes of its node: there is nothing to share.' };
  const top = owners.at(-1);
  if (top === undefined)
    return { reason: 'It belongs to no workload, and a pod’s own cannot be changed: copy it instead.' };
  const kind = SHARING_KINDS.find((known) => known === top.kind);
  if (kind === undefined)
    return { reason: `${top.kind} ${top.name} does not roll out a change by itself: copy the pod instead.` };
  return { request: { context, kubeNamespace, kind, workload: top.name } };
}
