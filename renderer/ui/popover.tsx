import type { ReactElement, ReactNode } from 'react';
import { Dialog as AriaDialog, DialogTrigger, Heading, Popover as AriaPopover } from 'react-aria-components';

import './menu.css';
import './popover.css';

export interface PopoverProps {
  /** The Button or IconButton that opens it. */
  readonly trigger: ReactElement;
  readonly title: string;
  readonly isTitleHidden?: boolean;
  readonly children: ReactNode;
  readonly placement?: 'bottom start' | 'bottom end' | 'top start' | 'top end' | 'right top' | 'left top';
}

export function Popover(props: PopoverProps): ReactElement {
  const { trigger, title, isTitleHidden = false, children, placement = 'bottom start' } = props;
  return (
    <DialogTrigger>
      {trigger}
      <AriaPopover className="ui-popover" placement={placement} offset={4}>
        <AriaDialog className="ui-popover-content" {...(isTitleHidden ? { 'aria-label': title } : {})}>
          {isTitleHidden ? undefined : (
            <Heading slot="title" level={3} className="ui-popover-title">
              {title}
            </Heading>
          )}
          {children}
        </AriaDialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
