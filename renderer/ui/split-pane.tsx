import type { ReactElement, ReactNode } from 'react';
import { Fragment, useEffect, useRef } from 'react';
import type { PanelImperativeHandle } from 'react-resizable-panels';
import { Group, Panel, Separator } from 'react-resizable-panels';

import { definedProps } from './defined-props.ts';
import './split-pane.css';

/** The share of each pane in percent, by its id. */
export type SplitLayout = Readonly<Record<string, number>>;

export interface SplitPaneItem {
  readonly id: string;
  readonly content: ReactNode;
  /** Pixels as a number, a share as `30%`. */
  readonly size?: number | string;
  readonly minimum?: number | string;
  readonly maximum?: number | string;
  /** Keeps its pixels when the window changes; at least one pane of a row must not. */
  readonly keepsSize?: boolean;
  /** Given, the pane can be collapsed, by its owner or by dragging it shut. */
  readonly isCollapsed?: boolean;
  readonly onCollapsedChange?: (isCollapsed: boolean) => void;
}

export interface SplitPaneProps {
  /** Of the bars between the panes, for the keyboard: `Resize list`. */
  readonly label: string;
  readonly orientation?: 'horizontal' | 'vertical';
  readonly panes: readonly SplitPaneItem[];
  /** As `onLayoutChange` gave it, to start with. */
  readonly layout?: SplitLayout | undefined;
  /** After a person has resized. */
  readonly onLayoutChange?: (layout: SplitLayout) => void;
}

export function SplitPane(props: SplitPaneProps): ReactElement {
  const { label, orientation = 'horizontal', panes, layout, onLayoutChange } = props;
  const isWhole = layout !== undefined && panes.every(({ id }) => Object.hasOwn(layout, id));
  return (
    <Group
      className="ui-split"
      orientation={orientation}
      defaultLayout={isWhole ? { ...layout } : undefined}
      onLayoutChanged={(next, { isUserInteraction, requestedLayout }) => {
        if (isUserInteraction) onLayoutChange?.(requestedLayout ?? next);
      }}
    >
      {panes.map((pane, index) => (
        <Fragment key={pane.id}>
          {index === 0 ? undefined : <Separator className="ui-split-bar" aria-label={label} />}
          <Pane pane={pane} />
        </Fragment>
      ))}
    </Group>
  );
}

function Pane({ pane }: { readonly pane: SplitPaneItem }): ReactElement {
  const { id, content, isCollapsed, onCollapsedChange } = pane;
  const handle = useRef<PanelImperativeHandle>(null);

  useEffect(() => {
    const panel = handle.current;
    if (panel === null || isCollapsed === undefined || panel.isCollapsed() === isCollapsed) return;
    if (isCollapsed) panel.collapse();
    else panel.expand();
  }, [isCollapsed]);

  return (
    <Panel
      id={id}
      className="ui-split-pane"
      panelRef={handle}
      collapsible={isCollapsed !== undefined}
      // Without room it is still in the page: neither the keyboard nor a screen reader should end up in there.
      inert={isCollapsed === true}
      groupResizeBehavior={pane.keepsSize === true ? 'preserve-pixel-size' : 'preserve-relative-size'}
      onResize={(_size, _id, previous) => {
        // The first call only reports how the panel was mounted.
        const now = handle.current?.isCollapsed();
        if (previous !== undefined && now !== undefined && isCollapsed !== undefined && now !== isCollapsed) {
          onCollapsedChange?.(now);
        }
      }}
      {...definedProps({ defaultSize: pane.size, minSize: pane.minimum, maxSize: pane.maximum })}
    >
      {content}
    </Panel>
  );
}
