import type { ComponentPropsWithRef, ReactElement } from 'react';
import type { MenuItemProps } from 'react-aria-components';
import { Menu as AriaMenu, MenuItem, Separator, Text } from 'react-aria-components';

import { definedProps } from './defined-props.ts';
import type { IconType } from './icons.ts';
import { Kbd } from './kbd.tsx';
import './menu.css';

export interface MenuAction {
  readonly id: string;
  readonly title: string;
  readonly icon?: IconType;
  /** As it should read: `Ctrl K`. */
  readonly shortcut?: string | undefined;
  readonly isDangerous?: boolean;
  /** Why it cannot be done now: the entry stays, can be reached, and says this. */
  readonly disabledReason?: string | undefined;
  readonly onSelect: () => void;
}

export type MenuEntry = MenuAction | 'separator';

export interface MenuItemsProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** For a menu without a trigger of its own. */
  readonly onClose?: () => void;
}

/**
 * For `render` of a menu item: unlike a disabled item it can be reached, and its reason read. The props are those of a div
 * because none of our items is a link, the only case in which react-aria passes an anchor's.
 */
export const blockedItem: NonNullable<MenuItemProps['render']> = (props) => (
  <div {...(props as ComponentPropsWithRef<'div'>)} aria-disabled />
);

/** The list inside Menu and ContextMenu. */
export function MenuItems({ label, entries, onClose }: MenuItemsProps): ReactElement {
  return (
    <AriaMenu
      aria-label={label}
      className="ui-menu"
      {...definedProps({
        onClose,
        // A trigger says itself where the focus goes.
        autoFocus: onClose === undefined ? undefined : ('first' as const),
        'data-has-icons': entries.some((entry) => entry !== 'separator' && entry.icon !== undefined) ? '' : undefined,
      })}
    >
      {entries.map((entry, index) =>
        entry === 'separator' ? (
          <Separator key={`separator-${index}`} className="ui-menu-separator" />
        ) : (
          <MenuItem
            key={entry.id}
            id={entry.id}
            textValue={entry.title}
            className="ui-menu-item"
            shouldCloseOnSelect={entry.disabledReason === undefined}
            onAction={() => {
              if (entry.disabledReason === undefined) entry.onSelect();
            }}
            {...(entry.isDangerous === true ? { 'data-tone': 'danger' } : {})}
            {...(entry.disabledReason === undefined ? {} : { render: blockedItem })}
          >
            {entry.icon === undefined ? undefined : <entry.icon size={14} aria-hidden />}
            <Text slot="label" className="ui-menu-label">
              {entry.title}
            </Text>
            {entry.shortcut === undefined ? undefined : <Kbd keys={entry.shortcut} />}
            {entry.disabledReason === undefined ? undefined : (
              <Text slot="description" className="ui-menu-reason">
                {entry.disabledReason}
              </Text>
            )}
          </MenuItem>
        ),
      )}
    </AriaMenu>
  );
}
