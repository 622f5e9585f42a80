import type { ReactElement } from 'react';
import { MenuTrigger, Popover as AriaPopover } from 'react-aria-components';

import type { MenuEntry } from './menu-items.tsx';
import { MenuItems } from './menu-items.tsx';

export interface MenuProps {
  readonly label: string;
  /** The Button or IconButton that opens it. */
  readonly trigger: ReactElement;
  readonly entries: readonly MenuEntry[];
  readonly placement?: 'bottom start' | 'bottom end' | 'top start' | 'top end' | 'right top';
}

export function Menu({ label, trigger, entries, placement = 'bottom start' }: MenuProps): ReactElement {
  return (
    <MenuTrigger>
      {trigger}
      <AriaPopover className="ui-popover" placement={placement} offset={4}>
        <MenuItems label={label} entries={entries} />
      </AriaPopover>
    </MenuTrigger>
  );
}
