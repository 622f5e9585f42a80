import type { ReactElement, ReactNode } from 'react';
import { ProgressBar } from 'react-aria-components';

import './busy.css';

export interface ProgressProps {
  readonly label: string;
  /** 0 to 1; undefined while the whole is not known. */
  readonly fraction: number | undefined;
  /** After the label: `61 % · 84 MiB/s · 5 s`. */
  readonly detail?: ReactNode;
  readonly isLabelHidden?: boolean;
}

export function Progress({ label, fraction, detail, isLabelHidden = false }: ProgressProps): ReactElement {
  const isKnown = fraction !== undefined;
  const percent = Math.min(Math.max(fraction ?? 0, 0), 1) * 100;
  return (
    <ProgressBar aria-label={label} className="ui-progress" value={percent} isIndeterminate={!isKnown}>
      {isLabelHidden && detail === undefined ? undefined : (
        <div className="ui-progress-text">
          <span>{isLabelHidden ? undefined : label}</span>
          <span>{detail}</span>
        </div>
      )}
      <div className="ui-progress-track">
        <div
          className="ui-progress-fill"
          {...(isKnown ? { style: { width: `${percent}%` } } : { 'data-indeterminate': '' })}
        />
      </div>
    </ProgressBar>
  );
}
