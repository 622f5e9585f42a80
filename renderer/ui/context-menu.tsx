import type { ReactElement, ReactNode } from 'react';
import { useRef, useState } from 'react';
import { Popover as AriaPopover } from 'react-aria-components';

import type { MenuEntry } from './menu-items.tsx';
import { MenuItems } from './menu-items.tsx';

export interface ContextMenuPoint {
  readonly x: number;
  readonly y: number;
}

export interface ContextMenuAtProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** Where it is open, in window coordinates; undefined while closed. */
  readonly at: ContextMenuPoint | undefined;
  readonly onClose: () => void;
}

/** A menu at a point, for tables and trees that know which row was meant. */
export function ContextMenuAt({ label, entries, at, onClose }: ContextMenuAtProps): ReactElement | undefined {
  const anchor = useRef<HTMLSpanElement>(null);
  if (at === undefined) return undefined;
  return (
    <>
      <span ref={anchor} className="ui-context-menu-anchor" style={{ left: at.x, top: at.y }} aria-hidden />
      <AriaPopover
        className="ui-popover"
        triggerRef={anchor}
        placement="bottom start"
        offset={2}
        isOpen
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
      >
        <MenuItems label={label} entries={entries} onClose={onClose} />
      </AriaPopover>
    </>
  );
}

export interface ContextMenuProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly children: ReactNode;
}

/** Opens on right click, Shift F10 and the menu key anywhere inside its children. */
export function ContextMenu({ label, entries, children }: ContextMenuProps): ReactElement {
  const [at, setAt] = useState<ContextMenuPoint>();
  return (
    <div
      className="ui-context-menu-area"
      onContextMenu={(event) => {
        event.preventDefault();
        setAt(contextMenuPoint(event));
      }}
    >
      {children}
      <ContextMenuAt label={label} entries={entries} at={at} onClose={() => setAt(undefined)} />
    </div>
  );
}

/** From the keyboard a contextmenu event carries no pointer: the menu then opens at the element that has the focus. */
export function contextMenuPoint(event: {
  readonly clientX: number;
  readonly clientY: number;
  readonly target: EventTarget;
}): ContextMenuPoint {
  if (event.clientX !== 0 || event.clientY !== 0 || !(event.target instanceof Element)) {
    return { x: event.clientX, y: event.clientY };
  }
  const box = event.target.getBoundingClientRect();
  return { x: box.left + 8, y: box.bottom };
}
