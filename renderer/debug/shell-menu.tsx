import type { ReactElement } from 'react';

import type { ContainerDetail, PodRef } from '../../preload/contract/index.ts';
import { useTerminalInfos, useTerminals } from '../terminals/index.ts';
import { Bug, Button, Menu, SquareTerminal, type MenuEntry } from '../ui/index.ts';
import { useDebug } from './debug-provider.tsx';
import { shellDoubt } from './shell-knowledge.ts';

const SHELLS = ['sh', 'bash'] as const;

export interface ShellMenuProps {
  readonly pod: PodRef;
  readonly containers: readonly ContainerDetail[];
  readonly size?: 'normal' | 'small';
}

/** A shell in a container; where there is a sign that it has none, the menu says so before the try. */
export function ShellMenu({ pod, containers, size = 'normal' }: ShellMenuProps): ReactElement {
  const terminals = useTerminals();
  const infos = useTerminalInfos();
  const debug = useDebug();
  const running = containers.filter(({ state }) => state.state === 'running');
  if (running.length === 0) {
    return (
      <Button size={size} icon={SquareTerminal} disabledReason="No container is running.">
        Shell
      </Button>
    );
  }
  const entries = running.flatMap((container, index): readonly MenuEntry[] => {
    const doubt =
      container.kind === 'ephemeral'
        ? undefined
        : shellDoubt(container.image, { ...pod, container: container.name }, infos);
    const shells = SHELLS.map((shell) => ({
      id: `${container.name}/${shell}`,
      title: running.length === 1 ? shell : `${shell} in ${container.name}`,
      icon: SquareTerminal,
      shortcut: doubt === undefined ? undefined : 'likely missing',
      onSelect: () => terminals.open({ kind: 'exec', ...pod, container: container.name, command: [shell] }),
    }));
    const instead = {
      id: `${container.name}/debug`,
      title: `${doubt ?? ''} Debug ${container.name} instead…`.trim(),
      icon: Bug,
      onSelect: () => debug.open({ pod, target: container.name }),
    };
    return [...(index > 0 ? (['separator'] as const) : []), ...shells, ...(doubt === undefined ? [] : [instead])];
  });
  return (
    <Menu
      label="Shell"
      trigger={
        <Button size={size} icon={SquareTerminal}>
          Shell
        </Button>
      }
      entries={entries}
    />
  );
}
