import type { ReactElement } from 'react';
import { useState } from 'react';

import { GalleryCard } from './gallery-card.tsx';
import { Bytes, MiddleTruncate, SplitPane, StateDot, Table, Tree } from './index.ts';

interface Pod {
  readonly name: string;
  readonly isReady: boolean;
  readonly restarts: number;
  readonly memory: number;
}

const pods: readonly Pod[] = Array.from({ length: 5_000 }, (_, index) => ({
  name: `http-server-b8f56c44c-${index}`,
  isReady: index % 7 !== 3,
  restarts: (index * 7) % 13,
  memory: ((index * 7_919) % 900) * 1_048_576,
}));

interface File {
  readonly path: string;
  readonly size?: number;
  readonly files?: readonly File[];
}

const files: readonly File[] = [
  {
    path: '/app',
    files: [
      { path: '/app/server.py', size: 4_711 },
      { path: '/app/static', files: [{ path: '/app/static/index.html', size: 812 }] },
    ],
  },
  { path: '/etc', files: [] },
  { path: '/proc' },
  { path: '/record.jfr', size: 246_784 },
];

const fileKey = (file: File): string => file.path;
const isFolder = (file: File): boolean => file.size === undefined;
const filesOf = (file: File): readonly File[] | undefined => file.files;
const podKey = (pod: Pod): string => pod.name;

export function GalleryCollections(): ReactElement {
  const [selectedPod, setSelectedPod] = useState<string | undefined>('http-server-b8f56c44c-1');
  const [selectedFile, setSelectedFile] = useState<string>();
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set(['/app', '/app/static', '/proc']));
  const expand = (file: File, isExpanded: boolean): void => {
    const next = new Set(expanded);
    if (isExpanded) next.add(file.path);
    else next.delete(file.path);
    setExpanded(next);
  };
  return (
    <>
      <GalleryCard title="Table of 5,000 rows">
        <div className="gallery-box">
          <Table
            label="Pods"
            rows={pods}
            rowKey={podKey}
            selectedKey={selectedPod}
            onSelect={(pod) => setSelectedPod(pod.name)}
            rowMenu={(pod) => [{ id: 'copy', title: `Copy ${pod.name}`, onSelect: () => undefined }]}
            defaultSort={{ column: 'name', direction: 'ascending' }}
            columns={[
              {
                id: 'state',
                title: '',
                width: '36px',
                cell: ({ isReady }) => (
                  <StateDot state={isReady ? 'good' : 'bad'} label={isReady ? 'Ready' : 'Not ready'} />
                ),
              },
              {
                id: 'name',
                title: 'Name',
                width: 'minmax(120px, 1fr)',
                cell: ({ name }) => <MiddleTruncate text={name} keepEnd={6} />,
                sortValue: ({ name }) => name,
              },
              {
                id: 'restarts',
                title: 'Restarts',
                align: 'end',
                width: '80px',
                cell: ({ restarts }) => restarts,
                sortValue: ({ restarts }) => restarts,
              },
              {
                id: 'memory',
                title: 'Memory',
                align: 'end',
                width: '90px',
                cell: ({ memory }) => <Bytes bytes={memory} />,
                sortValue: ({ memory }) => memory,
              },
            ]}
          />
        </div>
      </GalleryCard>
      <GalleryCard title="Tree, SplitPane">
        <div className="gallery-box">
          <SplitPane
            label="Resize files"
            panes={[
              {
                id: 'tree',
                size: '65%',
                minimum: 160,
                content: (
                  <Tree
                    label="Files"
                    roots={files}
                    itemKey={fileKey}
                    isExpandable={isFolder}
                    childrenOf={filesOf}
                    expandedKeys={expanded}
                    onExpand={expand}
                    selectedKey={selectedFile}
                    onSelect={(file) => setSelectedFile(file.path)}
                    columns={[
                      { id: 'name', title: 'Name', cell: ({ path }) => path.slice(path.lastIndexOf('/') + 1) },
                      {
                        id: 'size',
                        title: 'Size',
                        align: 'end',
                        width: '80px',
                        cell: ({ size }) => (size === undefined ? '' : <Bytes bytes={size} />),
                      },
                    ]}
                  />
                ),
              },
              { id: 'file', content: <p className="gallery-pane">{selectedFile ?? 'Choose a file'}</p> },
            ]}
          />
        </div>
      </GalleryCard>
    </>
  );
}
