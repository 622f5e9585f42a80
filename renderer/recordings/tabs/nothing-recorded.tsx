import type { ReactElement } from 'react';

import { CodeBlock, Disc, EmptyState } from '../../ui/index.ts';

export interface NothingRecordedProps {
  readonly title: string;
  readonly what: string;
  /** An option of `JFR.start` that brings it. */
  readonly option?: string | undefined;
  /** A part of the recording is selected: then perhaps only this part is empty. */
  readonly isPart: boolean;
}

/** Empty for a reason: says which events are missing, and how the next recording gets them. */
export function NothingRecorded({ title, what, option, isPart }: NothingRecordedProps): ReactElement {
  return (
    <EmptyState icon={Disc} title={title}>
      <p>{isPart ? `${what} Or there was nothing in the selected time and threads.` : what}</p>
      {option === undefined ? undefined : <CodeBlock text={`jcmd PID JFR.start settings=profile ${option}`} wraps />}
    </EmptyState>
  );
}
