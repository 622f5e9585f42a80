import type { ReactElement } from 'react';

import { CodeBlock, formatBytes, InertText, KeyValues, RelativeTime } from '../ui/index.ts';
import type { ProcessSamples } from './live/process-history.ts';
import type { ProcessNode } from './process-tree.ts';
import {
  capabilityName,
  capabilityWords,
  commandWords,
  cpuShareWords,
  cpuWords,
  pidWords,
  seccompWords,
  stateSentence,
} from './process-words.ts';

export interface ProcessFactsProps {
  readonly node: ProcessNode;
  readonly samples: ProcessSamples | undefined;
}

export function ProcessFacts({ node, samples }: ProcessFactsProps): ReactElement {
  const { process } = node;
  const { capabilities } = process;
  return (
    <>
      <CodeBlock label="Command line" text={commandWords(process)} wraps />
      <KeyValues
        items={[
          { key: 'pid', value: pidWords(process) },
          ...(process.namespacePids.length > 1
            ? [{ key: 'by pid namespace', value: process.namespacePids.join(' ▸ ') }]
            : []),
          { key: 'parent', value: process.parent === 0 ? '0, outside' : process.parent },
          {
            key: 'user : group',
            value: process.isBrief === true ? '…' : `${String(process.uid)} : ${String(process.gid)}`,
          },
          { key: 'state', value: stateSentence(process.state) },
          { key: 'threads', value: process.threads },
          { key: 'memory', value: formatBytes(process.residentBytes) },
          { key: 'CPU', value: `${cpuShareWords(samples?.cpu.at(-1))}, ${cpuWords(process.cpuSeconds)} in all` },
          ...(process.startedAt === undefined
            ? []
            : [{ key: 'started', value: <RelativeTime at={process.startedAt} hasAgo /> }]),
          {
            key: 'open files',
            value: process.openFiles === 'refused' ? 'refused by the kernel' : (process.openFiles ?? 'none'),
          },
          { key: 'seen from', value: node.seenFrom },
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
      <h3>What it may do</h3>
      {capabilities === undefined ? <p>Its capabilities are not told.</p> : undefined}
      {capabilities?.effective.length === 0 ? <p>Nothing beyond what its user may: no capability.</p> : undefined}
      <ul className="process-capabilities">
        {capabilities?.effective.map((name) => (
          <li key={name}>
            <code>{capabilityName(name)}</code> {capabilityWords(name)}
          </li>
        ))}
      </ul>
    </>
  );
}
