import type { ReactElement } from 'react';

import type { PodRef, ProcessInfo } from '../../preload/contract/index.ts';
import { filesPlace } from '../files/index.ts';
import { go } from '../place/index.ts';
import { Button, CodeBlock, FolderOpen, formatBytes, InertText, KeyValues, RelativeTime } from '../ui/index.ts';
import {
  capabilityName,
  capabilityWords,
  commandWords,
  cpuWords,
  pidWords,
  seccompWords,
  stateWords,
} from './process-words.ts';

export interface ProcessDetailsProps {
  readonly pod: PodRef;
  /** The container through which it is seen. */
  readonly container: string;
  readonly process: ProcessInfo;
}

export function ProcessDetails({ pod, container, process }: ProcessDetailsProps): ReactElement {
  const { capabilities } = process;
  return (
    <aside className="map-panel" aria-label={`About process ${process.pid}`}>
      <h3>
        <InertText text={process.name} />
      </h3>
      <div className="map-panel-actions">
        <Button
          size="small"
          icon={FolderOpen}
          disabledReason={
            process.rootReadable
              ? undefined
              : `${container} may not open /proc/${process.pid}/root: it needs SYS_PTRACE, or the same user.`
          }
          onPress={() => go(filesPlace(pod, { container, pid: process.pid, path: '/' }))}
        >
          Files of this process
        </Button>
      </div>
      <CodeBlock label="Command line" text={commandWords(process)} wraps />
      <KeyValues
        items={[
          { key: 'pid', value: pidWords(process) },
          ...(process.namespacePids.length > 1
            ? [{ key: 'in each pid namespace', value: process.namespacePids.join(' ▸ ') }]
            : []),
          { key: 'parent', value: process.parent },
          { key: 'user : group', value: `${process.uid} : ${process.gid}` },
          { key: 'state', value: `${process.state}, ${stateWords(process.state)}` },
          { key: 'threads', value: process.threads },
          { key: 'memory', value: formatBytes(process.residentBytes) },
          { key: 'CPU time', value: cpuWords(process.cpuSeconds) },
          ...(process.startedAt === undefined
            ? []
            : [{ key: 'started', value: <RelativeTime at={process.startedAt} hasAgo /> }]),
          { key: 'seccomp', value: seccompWords(process.seccomp) },
          {
            key: 'no new privileges',
            value:
              process.noNewPrivileges === undefined
                ? 'unknown'
                : process.noNewPrivileges
                  ? 'yes: set-user-id has no effect'
                  : 'no: may gain rights by set-user-id',
          },
          ...(process.cgroup === undefined
            ? []
            : [{ key: 'cgroup', value: <InertText text={process.cgroup} />, isMono: true }]),
        ]}
      />
      <h3>May</h3>
      {capabilities === undefined ? <p>Its capabilities are not told.</p> : undefined}
      {capabilities?.effective.length === 0 ? <p>Nothing beyond what its user may: no capability.</p> : undefined}
      <ul className="process-capabilities">
        {capabilities?.effective.map((name) => (
          <li key={name}>
            <code>{capabilityName(name)}</code> {capabilityWords(name)}
          </li>
        ))}
      </ul>
    </aside>
  );
}
