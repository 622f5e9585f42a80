import type { ReactElement } from 'react';

import type { ContainerDetail, PodDetail, PodRef } from '../../preload/contract/index.ts';
import { useTerminals } from '../terminals/index.ts';
import { Bug, Button, Link } from '../ui/index.ts';
import { useDebug } from './debug-provider.tsx';
import { ShellMenu } from './shell-menu.tsx';

export interface ContainerActionsProps {
  readonly pod: PodRef;
  readonly detail: PodDetail;
  readonly container: ContainerDetail;
}

/** For a container's card: what can be opened in it. */
export function ContainerActions({ pod, container }: ContainerActionsProps): ReactElement {
  const terminals = useTerminals();
  const debug = useDebug();
  const isRunning = container.state.state === 'running';
  const notAttachable = !isRunning
    ? 'It is not running.'
    : container.stdin
      ? undefined
      : 'Its standard input is closed: attaching would only show its output.';
  return (
    <span className="debug-container-actions">
      {container.kind === 'ephemeral' ? (
        <Button
          size="small"
          icon={Link}
          disabledReason={notAttachable}
          onPress={() => terminals.open({ kind: 'attach', ...pod, container: container.name })}
        >
          Attach
        </Button>
      ) : (
        <Button
          size="small"
          icon={Bug}
          disabledReason={isRunning ? undefined : 'It is not running: there is nothing to look into.'}
          onPress={() => debug.open({ pod, target: container.name })}
        >
          Debug…
        </Button>
      )}
      <ShellMenu pod={pod} containers={[container]} size="small" />
    </span>
  );
}
