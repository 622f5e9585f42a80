import type { ReactElement } from 'react';

import type { AppError, DebugPhase } from '../../preload/contract/index.ts';
import { Busy, ErrorNotice, InertText, StateDot } from '../ui/index.ts';
import { isSettled, phaseWords, secondsInto } from './phase-words.ts';

export interface PhasesViewProps {
  readonly phases: readonly DebugPhase[];
  readonly error: AppError | undefined;
  readonly startedAt: number;
  readonly what?: 'container' | 'pod';
}

/** Each fact as it happened, with its time. */
export function PhasesView({ phases, error, startedAt, what = 'container' }: PhasesViewProps): ReactElement {
  const last = phases.at(-1);
  const waitsFor =
    last === undefined ? 'Sending the request' : last.phase === 'pulling' ? last.message : 'Waiting for the kubelet';
  return (
    <div className="debug-phases" role="log" aria-label="What has happened">
      <ol>
        {phases.map((phase) => {
          const words = phaseWords(phase);
          return (
            <li key={`${phase.phase}${phase.at}`} data-state={words.state}>
              <StateDot state={words.state} label={phase.phase} />
              <div>
                {words.title}
                {words.fact === undefined ? undefined : (
                  <code className="debug-fact">
                    <InertText text={words.fact} />
                  </code>
                )}
              </div>
              <time dateTime={phase.at} title={phase.at}>
                {secondsInto(phases, phase)}
              </time>
            </li>
          );
        })}
      </ol>
      {error === undefined && !isSettled(phases) ? <Busy what={waitsFor} startedAt={startedAt} /> : undefined}
      {error === undefined ? undefined : (
        <ErrorNotice
          title={
            phases.length === 0
              ? `The ${what} was not ${what === 'pod' ? 'created' : 'added'}.`
              : `The ${what} is there; what became of it is not known.`
          }
          fact={error.message}
        />
      )}
    </div>
  );
}
