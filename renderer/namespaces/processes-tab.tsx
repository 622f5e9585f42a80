import { useMemo, useState, type ReactElement } from 'react';

import type { PodDetail, PodNamespaces, PodRef } from '../../preload/contract/index.ts';
import { useDebug } from '../debug/index.ts';
import {
  Bug,
  Busy,
  Button,
  EmptyState,
  ErrorNotice,
  InertText,
  ListTree,
  Notice,
  Search,
  TextField,
} from '../ui/index.ts';
import { ExportMenu } from './export/export-menu.tsx';
import { treeMarkdown } from './export/markdown.ts';
import { treeDrawing } from './export/tree-drawing.ts';
import { useLiveNamespaces } from './live/use-live-namespaces.ts';
import { ProcessList } from './process-list.tsx';
import { ProcessPanel } from './process-panel.tsx';
import { findProcess, processTree, searchTree, sortTree, type ProcessSort } from './process-tree.ts';
import { Reading } from './reading.tsx';
import './namespaces.css';
import './processes.css';

/** What runs in the pod, as far as its containers can see: live, grouped by container. */
export function ProcessesTab({ pod, detail }: { readonly pod: PodRef; readonly detail: PodDetail }): ReactElement {
  const { value: live, error, restart } = useLiveNamespaces(pod, detail);
  const [query, setQuery] = useState('');
  const [sort, setSort] = useState<ProcessSort>({ column: 'pid', direction: 'ascending' });
  const [selected, setSelected] = useState<string>();
  const tree = useMemo(() => (live === undefined ? [] : processTree(live.namespaces.views, detail)), [live, detail]);
  const nodes = useMemo(
    () => (live === undefined ? [] : sortTree(searchTree(tree, query), sort, live.history)),
    [tree, query, sort, live],
  );

  if (live === undefined) {
    return (
      <div className="namespaces-lone">
        {error === undefined ? (
          <Busy what="Reading /proc of the pod’s containers" />
        ) : (
          <ErrorNotice
            title="The processes could not be read."
            fact={error.message}
            actions={[{ id: 'retry', title: 'Try again', onPress: restart }]}
          />
        )}
      </div>
    );
  }
  const { namespaces, history } = live;
  if (tree.length === 0) return <NoProcesses pod={pod} namespaces={namespaces} />;
  const count = tree.reduce((sum, { processes }) => sum + processes.length, 0);
  const chosen = findProcess(tree, selected);
  const report = { pod, nodes, history, at: namespaces.at };
  return (
    <div className="namespaces">
      <div className="namespaces-columns">
        <div className="processes-main">
          <div className="namespaces-bar processes-bar">
            <TextField
              label="Search processes"
              isLabelHidden
              type="search"
              icon={Search}
              placeholder="Command, pid, container…"
              value={query}
              onChange={setQuery}
              onEscape={() => setQuery('')}
            />
            <span className="namespaces-read">
              {count} processes, <Reading namespaces={namespaces} />
            </span>
            <ExportMenu
              name={`${pod.pod}-processes`}
              title="Export the processes"
              markdown={() => treeMarkdown(report)}
              drawing={() => treeDrawing(report)}
            />
          </div>
          {error === undefined ? undefined : (
            <ErrorNotice
              title="Reading has stopped; this is what was read before."
              fact={error.message}
              actions={[{ id: 'retry', title: 'Read again', onPress: restart }]}
            />
          )}
          <Problems namespaces={namespaces} />
          <ProcessList
            pod={pod}
            detail={detail}
            nodes={nodes}
            history={history}
            sort={sort}
            onSort={setSort}
            selected={selected}
            onSelect={setSelected}
            isSearched={query.trim() !== ''}
          />
        </div>
        {chosen === undefined ? undefined : (
          <ProcessPanel
            key={chosen.key}
            pod={pod}
            detail={detail}
            node={chosen}
            samples={history.get(chosen.key)}
            onClose={() => setSelected(undefined)}
          />
        )}
      </div>{' '}
    </div>
  );
}

function NoProcesses({ pod, namespaces }: { readonly pod: PodRef; readonly namespaces: PodNamespaces }): ReactElement {
  const debug = useDebug();
  return (
    <EmptyState
      icon={ListTree}
      title="No container here can list processes"
      actions={
        <Button variant="primary" icon={Bug} onPress={() => debug.open({ pod })}>
          Debug…
        </Button>
      }
    >
      <p>A debug container whose target is one of the containers sees that container&apos;s processes.</p>
      {namespaces.views.map(({ container, problem }) =>
        problem === undefined ? undefined : (
          <p key={container}>
            {container}: <InertText text={problem} />
          </p>
        ),
      )}
    </EmptyState>
  );
}

/** What keeps the list from being whole. */
function Problems({ namespaces }: { readonly namespaces: PodNamespaces }): ReactElement | undefined {
  const problems = namespaces.views.flatMap(({ container, problem }) =>
    problem === undefined ? [] : [`${container}: ${problem}`],
  );
  return problems.length === 0 ? undefined : (
    <div className="processes-problems">
      <Notice state="waiting">
        {problems.map((problem) => (
          <div key={problem}>
            <InertText text={problem} />
          </div>
        ))}
      </Notice>
    </div>
  );
}
