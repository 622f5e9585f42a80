import type { ReactElement } from 'react';

import type { PodDetail, PodRef } from '../../preload/contract/index.ts';
import { useActions } from '../commands/index.ts';
import { useTerminals } from '../terminals/index.ts';
import { Bug, Button } from '../ui/index.ts';
import { useDebug } from './debug-provider.tsx';
import { ShellMenu } from './shell-menu.tsx';
import './debug.css';

/** For the pod's header. */
export function DebugButtons({ pod, detail }: { readonly pod: PodRef; readonly detail: PodDetail }): ReactElement {
  const debug = useDebug();
  const terminals = useTerminals();
  const refusal = debugRefusal(detail);
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
