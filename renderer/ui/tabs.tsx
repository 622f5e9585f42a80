import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';

import type { IconType } from './icons.ts';
import './tabs.css';

export interface TabItem<Id extends string = string> {
  readonly id: Id;
  readonly title: string;
  readonly icon?: IconType;
  /** A number or mark after the title. */
  readonly count?: ReactNode;
  /** Rendered only while selected. */
  readonly content: ReactNode;
}

export interface TabsProps<Id extends string = string> {
  readonly label: string;
  readonly items: readonly TabItem<Id>[];
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
  /** Fills its parent, the panel scrolls. Otherwise it is as high as its content. */
  readonly fills?: boolean;
}

export function Tabs<Id extends string>({
  label,
  items,
  selected,
  onSelect,
  fills = true,
}: TabsProps<Id>): ReactElement {
  const list = useRef<HTMLDivElement>(null);
  // In a narrow window the row is longer than what is seen of it, and a tab is also selected by a link or an address.
  useEffect(() => {
    list.current
      ?.querySelector('[role=tab][aria-selected=true]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected, items.length]);
  return (
    <AriaTabs
      className="ui-tabs"
      selectedKey={selected}
      onSelectionChange={(key) => {
        const item = items.find(({ id }) => id === key);
        if (item !== undefined && item.id !== selected) onSelect(item.id);
      }}
      {...(fills ? { 'data-fills': '' } : {})}
    >
      <TabList ref={list} aria-label={label} className="ui-tab-list">
        {items.map(({ id, title, icon: Icon, count }) => (
          <Tab key={id} id={id} className="ui-tab">
            {Icon === undefined ? undefined : <Icon size={14} aria-hidden />}
            {title}
            {count === undefined ? undefined : <span className="ui-tab-count">{count}</span>}
          </Tab>
        ))}
      </TabList>
      {items.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="ui-tab-panel">
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
