import type { ReactElement, ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';

import './tooltip.css';

export interface TooltipProps {
  readonly content: ReactNode;
  /** One focusable component of this folder (a Button, an IconButton…), so that the keyboard reaches the text too. */
  readonly children: ReactElement;
  readonly delayMs?: number;
}

export function Tooltip({ content, children, delayMs = 400 }: TooltipProps): ReactElement {
  return (
    <TooltipTrigger delay={delayMs} closeDelay={80}>
      {children}
      <AriaTooltip className="ui-tooltip" offset={6}>
        {content}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
