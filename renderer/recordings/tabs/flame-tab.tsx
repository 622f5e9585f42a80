import { useState, type ReactElement } from 'react';

import { Checkbox, Notice, SegmentedControl, Select } from '../../ui/index.ts';
import { Answer } from '../answer.tsx';
import type { ColorBy } from '../flame-graph/frame-colors.ts';
import { formatWeight } from '../format-figures.ts';
import type { RecordingSelection } from '../recording-selection.ts';
import { useCallTree } from '../use-call-tree.ts';
import { FlameContent } from './flame-content.tsx';
import { NothingRecorded } from './nothing-recorded.tsx';
import { chosenSource, SourceChoice } from './source-choice.tsx';

type Group = 'none' | 'thread' | 'state';

/** Stacks as a picture or as a table, callers down or callees up. */
export function FlameTab({ page }: { readonly page: RecordingSelection }): ReactElement {
  const { scope, view, overview, change } = page;
  const [group, setGroup] = useState<Group>('none');
  const [lines, setLines] = useState(false);
  const [isCollapsed, setCollapsed] = useState(false);
  const [colorBy, setColorBy] = useState<ColorBy>('package');
  const source = chosenSource(overview.sources, view.of);
  const tree = useCallTree({ scope, of: source?.of, group, lines, other: view.other });
  if (source === undefined) {
    return (
      <NothingRecorded
        title="No stack was recorded"
        what="A flame graph is made of samples of the execution, of allocations, locks and other events with a stack."
        option="jdk.ExecutionSample#enabled=true"
        isPart={false}
      />
    );
  }
  const hasStates = source.groups.includes('state');
  return (
    <div className="recording-tab">
      <Answer query={tree} what="Merging stacks">
        {(answer) => (
          <>
            {answer.truncated > 0 ? (
              <Notice state="waiting" title="Some stacks are cut off.">
                {formatWeight(answer.truncated, answer.unit)} of {formatWeight(answer.total, answer.unit)} lost their
                outermost callers; a JVM started with -XX:FlightRecorderOptions=stackdepth=256 keeps them.
              </Notice>
            ) : undefined}
            <FlameContent
              page={page}
              source={source}
              answer={answer}
              isCollapsed={isCollapsed}
              colorBy={colorBy}
              choices={
                <>
                  <SegmentedControl
                    label="Direction"
                    value={view.isInverted === true ? 'up' : 'down'}
                    onChange={(direction) => change({ isInverted: direction === 'up' ? true : undefined })}
                    options={[
                      { id: 'down', title: 'Callers down', description: 'From where a thread began, down to what ran' },
                      { id: 'up', title: 'Callees up', description: 'What ran first, below it who called it' },
                    ]}
                  />
                  <SourceChoice
                    sources={overview.sources}
                    value={source.of}
                    onChange={(of) => change({ of, search: view.search })}
                  />
                  <SegmentedControl
                    label="Shown as"
                    value={view.isTable === true ? 'table' : 'graph'}
                    onChange={(shown) => change({ isTable: shown === 'table' ? true : undefined })}
                    options={[
                      { id: 'graph', title: 'Graph' },
                      {
                        id: 'table',
                        title: 'Call tree',
                        description: 'The same as a table, for reading and for the keyboard',
                      },
                    ]}
                  />
                </>
              }
              options={
                <>
                  <Select
                    label="Grouped by"
                    isLabelHidden
                    value={group}
                    onChange={setGroup}
                    options={[
                      { id: 'none' as const, title: 'All threads together' },
                      { id: 'thread' as const, title: 'By thread' },
                      ...(hasStates ? [{ id: 'state' as const, title: 'By thread state' }] : []),
                    ]}
                  />
                  <Select
                    label="Colour"
                    isLabelHidden
                    value={colorBy}
                    onChange={setColorBy}
                    options={[
                      { id: 'package' as const, title: 'Colour: package' },
                      { id: 'kind' as const, title: 'Colour: compilation' },
                    ]}
                  />
                  <Checkbox isSelected={isCollapsed} onChange={setCollapsed}>
                    Collapse recursion
                  </Checkbox>
                  <Checkbox isSelected={lines} onChange={setLines}>
                    Lines
                  </Checkbox>
                </>
              }
            />
          </>
        )}
      </Answer>
    </div>
  );
}
