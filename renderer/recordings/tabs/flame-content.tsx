import { useCallback, useMemo, useState, type ReactElement, type ReactNode } from 'react';

import type { AvailableSource } from '../../../preload/contract/index.ts';
import type { ColorBy } from '../flame-graph/frame-colors.ts';
import { carryNode } from '../flame-graph/carry-nodes.ts';
import { FlameGraph } from '../flame-graph/flame-graph.tsx';
import { countMatches, matchFrames } from '../flame-graph/search-frames.ts';
import type { TreeShape } from '../flame-graph/tree-shape.ts';
import { useTreeShape } from '../flame-graph/use-tree-shape.ts';
import { Busy } from '../../ui/index.ts';
import { formatShare, formatWeight } from '../format-figures.ts';
import type { RecordingSelection } from '../recording-selection.ts';
import { TabBar } from '../tab-bar.tsx';
import type { CallTreeAnswer } from '../use-call-tree.ts';
import { CallTreeTable } from './call-tree-table.tsx';
import { FlameDetails } from './flame-details.tsx';
import { FlameTooltip } from './flame-tooltip.tsx';
import { flameExports } from './flame-exports.ts';
import { frameMenu } from './frame-menu.ts';
import { describeNode } from './node-words.ts';
import { NothingRecorded } from './nothing-recorded.tsx';

export interface FlameContentProps {
  readonly page: RecordingSelection;
  readonly source: AvailableSource;
  readonly answer: CallTreeAnswer;
  readonly isCollapsed: boolean;
  readonly colorBy: ColorBy;
  /** Before the search, and behind it. */
  readonly choices: ReactNode;
  readonly options: ReactNode;
}

export function FlameContent(props: FlameContentProps): ReactElement {
  const { page, answer, isCollapsed } = props;
  const { tree } = answer;
  const isInverted = page.view.isInverted === true;
  const shape = useTreeShape(tree, { isCollapsed, isInverted });
  if (shape === undefined)
    return (
      <div className="recording-message">
        <Busy what="Arranging stacks" />
      </div>
    );
  return <ArrangedContent {...props} shape={shape} />;
}

function ArrangedContent(props: FlameContentProps & { readonly shape: TreeShape }): ReactElement {
  const { page, source, answer, colorBy, shape } = props;
  const { view, change } = page;
  const { unit } = answer;
  const isInverted = view.isInverted === true;
  const [selection, setSelection] = useState<{ readonly shape: TreeShape; readonly node: number }>();
  // A node of one tree means nothing in another: the same calls are looked for there.
  const selected = useMemo(() => {
    if (selection === undefined || selection.node < 0) return -1;
    return selection.shape === shape ? selection.node : carryNode(selection.node, selection.shape, shape);
  }, [selection, shape]);
  const select = useCallback((node: number) => setSelection({ shape, node }), [shape]);

  const search = view.search ?? '';
  const matches = useMemo(() => {
    const frames = matchFrames(shape.tree.frames, search);
    return frames === undefined ? undefined : countMatches(shape, frames);
  }, [shape, search]);
  const exports = flameExports({ page, source, answer, shape, colorBy, matches: matches?.frames });
  const menu = useCallback((node: number) => frameMenu(page, shape, node), [page, shape]);

  return (
    <>
      <TabBar
        fileName={`flame-graph-${page.overview.index.fileName}`}
        filter={{
          label: 'Find methods',
          value: search,
          onChange: (value) => change({ search: value === '' ? undefined : value }),
          suffix:
            matches === undefined ? undefined : (
              <span className="recording-match" role="status">
                {matches.nodes === 0
                  ? 'not found'
                  : `${formatShare(shape.whole === 0 ? 0 : matches.weight / shape.whole)} of ${formatWeight(shape.whole, unit)}`}
              </span>
            ),
        }}
        exports={exports}
      >
        {props.choices}
      </TabBar>
      <div className="recording-bar recording-bar-second">{props.options}</div>
      {shape.whole === 0 ? (
        <NothingRecorded
          title="No stack here"
          what="Nothing was counted."
          isPart={view.range !== undefined || view.threads !== undefined}
        />
      ) : view.isTable === true ? (
        <div className="recording-fill">
          <CallTreeTable
            shape={shape}
            unit={unit}
            matches={matches?.frames}
            menu={menu}
            onSelect={select}
            selected={selected}
          />
        </div>
      ) : (
        <div className="recording-flame">
          <FlameGraph
            label={`${source.label}, ${isInverted ? 'callees up' : 'callers down'}`}
            shape={shape}
            colorBy={colorBy}
            matches={matches?.frames}
            selected={selected}
            onSelect={select}
            describe={(node) => describeNode(shape, node, unit)}
            tooltip={(node) => <FlameTooltip shape={shape} node={node} unit={unit} />}
            menu={menu}
          />
        </div>
      )}
      {view.isTable === true || shape.whole === 0 ? undefined : (
        <FlameDetails shape={shape} node={selected} unit={unit} onSelect={select} />
      )}
    </>
  );
}
