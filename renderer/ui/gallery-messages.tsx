import type { ReactElement } from 'react';
import { useState } from 'react';

import { GalleryCard } from './gallery-card.tsx';
import {
  Boxes,
  Busy,
  Button,
  Bytes,
  CodeBlock,
  DiffView,
  EmptyState,
  ErrorNotice,
  InertText,
  KeyValues,
  KubectlLine,
  Notice,
  Progress,
  RelativeTime,
} from './index.ts';

const before = 'spec:\n  containers:\n  - name: http-server\n    image: http-server:1\n';
const after = `${before}  ephemeralContainers:\n  - name: debugger\n    image: busybox:latest\n    targetContainerName: http-server\n`;

export function GalleryMessages(): ReactElement {
  const [start] = useState(() => Date.now());
  return (
    <>
      <GalleryCard title="Busy, Progress, numbers">
        <Busy what="pulling image busybox" />
        <Busy what="pulling image eclipse-temurin:17-jdk" startedAt={start - 42_000} onCancel={() => undefined} />
        <Progress label="heap.hprof" fraction={0.61} detail="61 % · 84 MiB/s · 5 s" />
        <Progress label="Reading" fraction={undefined} />
        <KeyValues
          items={[
            { key: 'Age', value: <RelativeTime at={start - 12 * 60_000} /> },
            { key: 'Started', value: <RelativeTime at={start - 8 * 3_600_000 - 300_000} hasAgo /> },
            { key: 'Memory', value: <Bytes bytes={270_532_608} /> },
            { key: 'Image', value: 'kube-lab/http-server-distroless:1', isMono: true },
            { key: 'Name', value: <InertText text={'evil\u202egpj.exe\u001b[31m'} />, isMono: true },
          ]}
        />
      </GalleryCard>
      <GalleryCard title="Notices">
        <Notice
          state="good"
          title="You can debug this pod."
          end={
            <Button variant="quiet" size="small">
              6 checks
            </Button>
          }
        >
          Least plan for files, processes and network: profile <code>general</code>, target <code>http-server</code>, as
          root.
        </Notice>
        <Notice state="waiting" title="Read-only root.">
          Files can be read, not written.
        </Notice>
        <Notice>Nothing was changed.</Notice>
        <ErrorNotice
          title="You may not add a debug container here."
          fact={
            'update pods/ephemeralcontainers in default\npods "http-server" is forbidden: User "viewer" cannot update resource "pods/ephemeralcontainers"'
          }
          actions={[
            { id: 'request', title: 'Copy the request for rights', onPress: () => undefined },
            { id: 'retry', title: 'Try again', onPress: () => undefined },
          ]}
          onDismiss={() => undefined}
        />
        <EmptyState
          icon={Boxes}
          title="No pods in default"
          actions={<Button variant="primary">Other namespace…</Button>}
        >
          What runs here appears by itself.
        </EmptyState>
      </GalleryCard>
      <GalleryCard title="Code, Diff">
        <CodeBlock text={'readlink /proc/1/ns/net\nnet:[4026532581]'} prompt="$" />
        <KubectlLine command="kubectl debug -n default http-server -it --image=busybox --target=http-server" />
        <DiffView label="What will change" before={before} after={after} context={2} />
      </GalleryCard>
    </>
  );
}
