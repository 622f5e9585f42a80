import type { ReactElement } from 'react';

import { Lock } from './icons.ts';
import { MiddleTruncate } from './middle-truncate.tsx';
import './context-chip.css';

export interface ContextChipProps {
  readonly name: string;
  /** 0–9, from `contextColor(name)` or chosen. */
  readonly color: number;
  readonly isProtected?: boolean;
  readonly isFramed?: boolean;
}

export function ContextChip({ name, color, isProtected = false, isFramed = false }: ContextChipProps): ReactElement {
  return (
    <span className="ui-context-chip" data-context-color={color} {...(isFramed ? { 'data-framed': '' } : {})}>
      <i aria-hidden />
      <MiddleTruncate text={name} />
      {isProtected ? <Lock size={12} role="img" aria-label="protected" /> : undefined}
    </span>
  );
}
