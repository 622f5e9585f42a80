import { useState, type ReactElement } from 'react';

import { toAppError, type AppError, type RecordingOverview } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import { Problem } from '../problems/index.ts';
import { Badge, Button, Disc, ExternalLink, InertText, Menu, type MenuEntry } from '../ui/index.ts';
import { FollowControl } from './follow-control.tsx';
import { overviewFacts, stateWords } from './overview-words.ts';
import type { RecordingSelection } from './recording-selection.ts';
import type { Following } from './use-following.ts';
import { useMissionControl } from './use-mission-control.ts';
import { useRecent } from './use-recent.ts';

export interface RecordingHeaderProps {
  readonly page: RecordingSelection;
  /** Of one that is still being written. */
  readonly following: Following | undefined;
  /** Opens the file as it is now. */
  readonly onReadOn: () => void;
}

/** What it is, in one line; and what can be done with the whole of it. */
export function RecordingHeader({ page, following, onReadOn }: RecordingHeaderProps): ReactElement {
  const { overview, recording, view, change } = page;
  const [problem, setProblem] = useState<AppError>();
  const state = stateWords(overview.index, following);
  return (
    <header className="recording-header">
      <h1>
        <Disc size={18} aria-hidden />
        <InertText text={overview.index.fileName} />
        {state === undefined ? undefined : (
          <Badge state={state.state} hint={state.hint}>
            {state.title}
          </Badge>
        )}
      </h1>
      <div className="recording-header-actions">
        {following === undefined ? undefined : <FollowControl following={following} onReadOn={onReadOn} />}
        <CompareMenu
          recording={recording}
          other={view.other}
          onChange={(other) => change({ other })}
          onProblem={setProblem}
        />
        <MissionControlButton recording={recording} onProblem={setProblem} />
      </div>
      <p className="recording-header-facts">
        {overviewFacts(overview).map((fact) => (
          <span key={fact}>
            <InertText text={fact} />
          </span>
        ))}
      </p>
      {problem === undefined ? undefined : <Problem error={problem} onDismiss={() => setProblem(undefined)} />}
      <Unread overview={overview} />
    </header>
  );
}

/** Another recording, opened beside this one: methods and flame graph then show the difference. */
function CompareMenu(props: {
  readonly recording: string;
  readonly other: string | undefined;
  readonly onChange: (other: string | undefined) => void;
  readonly onProblem: (problem: AppError) => void;
}): ReactElement {
  const { recording, other, onChange, onProblem } = props;
  const api = useApi();
  const recent = useRecent();
  const others = (recent.value ?? []).filter((each) => each.recording !== recording);
  const compared = others.find((each) => each.recording === other);
  const entries: readonly MenuEntry[] = [
    ...(other === undefined
      ? []
      : [{ id: 'none', title: 'Compare no longer', onSelect: () => onChange(undefined) }, 'separator' as const]),
    ...others.map((each): MenuEntry => ({
      id: each.recording,
      title: each.fileName,
      disabledReason: each.available || each.open ? undefined : 'Its file is no longer there.',
      onSelect: () =>
        void api.recordings.open({ from: 'recent', recording: each.recording }).then(
          (opened) => onChange(opened.recording),
          (error: unknown) => onProblem(toAppError(error)),
        ),
    })),
  ];
  if (others.length === 0) {
    return <Button disabledReason="Open another recording first: it is then offered here.">Compare…</Button>;
  }
  return (
    <Menu
      label="Compare with"
      placement="bottom end"
      entries={entries}
      trigger={<Button>{compared === undefined ? 'Compare…' : `Against ${compared.fileName}`}</Button>}
    />
  );
}

function MissionControlButton(props: {
  readonly recording: string;
  readonly onProblem: (problem: AppError) => void;
}): ReactElement {
  const missionControl = useMissionControl();
  return (
    <Button
      icon={ExternalLink}
      aria-label="Open in JDK Mission Control"
      disabledReason={missionControl.problem}
      onPress={() =>
        void missionControl.open(props.recording).catch((error: unknown) => props.onProblem(toAppError(error)))
      }
    >
      <span>
        <span className="recording-wide">Open in JDK </span>Mission Control
      </span>
    </Button>
  );
}

const SHOWN_PROBLEMS = 50;

/** What of the file could not be read, and where. */
function Unread({ overview }: { readonly overview: RecordingOverview }): ReactElement | undefined {
  const { problems, problemsOmitted } = overview.index;
  if (problems.length === 0) return undefined;
  const count = problems.length + problemsOmitted;
  return (
    <details className="recording-unread">
      <summary>
        {count === 1 ? 'One part' : `${count} parts`} of the file could not be read; everything else is shown.
      </summary>
      <ul>
        {problems.slice(0, SHOWN_PROBLEMS).map(({ offset, reason }, index) => (
          <li key={index}>
            at byte {offset.toLocaleString('en')}: <InertText text={reason} />
          </li>
        ))}
      </ul>
    </details>
  );
}
