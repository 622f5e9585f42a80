import type { ReactElement, ReactNode } from 'react';

import { toAppError, type ProcessDetails, type Told } from '../../preload/contract/index.ts';
import { Busy, ErrorNotice, InertText, Lock } from '../ui/index.ts';
import type { Inspection } from './use-inspection.ts';

/** A part of the inspection once it is there, or why it is not; what the kernel refuses is told as such. */
export function Inspected<Value>(props: {
  readonly inspection: Inspection;
  readonly part: (details: ProcessDetails) => Told<Value>;
  readonly children: (value: Value, isCut: boolean) => ReactNode;
}): ReactElement {
  const { inspection, part, children } = props;
  const { data, error } = inspection;
  if (data === undefined) {
    return error === null ? (
      <Busy what="Reading /proc" />
    ) : (
      <ErrorNotice title="It could not be read." fact={toAppError(error).message} />
    );
  }
  const told = part(data);
  return told.told ? <>{children(told.value, told.isCut)}</> : <Untold reason={told.reason} message={told.message} />;
}

export function Untold({
  reason,
  message,
}: {
  readonly reason: 'refused' | 'failed';
  readonly message: string;
}): ReactElement {
  return (
    <p className="untold">
      {reason === 'refused' ? <Lock size={12} aria-hidden /> : undefined}
      <InertText text={message} />
    </p>
  );
}
