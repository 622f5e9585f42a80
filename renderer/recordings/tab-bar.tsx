import type { ReactElement, ReactNode } from 'react';

import { ErrorNotice, IconButton, Download, Menu, Search, showDone, TextField, type MenuEntry } from '../ui/index.ts';
import { toCsv, toJson, toTabs, type TextTable } from './table-text.ts';
import { textContent, useSaveFile, type FileContent } from '../bridge/index.ts';

export interface TabBarProps {
  readonly children?: ReactNode;
  readonly filter?: {
    readonly label: string;
    readonly value: string;
    readonly onChange: (value: string) => void;
    readonly suffix?: ReactNode;
  };
  /** What the tab shows now, for the export menu. */
  readonly table?: (() => TextTable) | undefined;
  /** Without its ending. */
  readonly fileName: string;
  readonly exports?: readonly {
    readonly id: string;
    readonly title: string;
    readonly make: () => FileContent | Promise<FileContent>;
  }[];
  readonly end?: ReactNode;
}

/** The line above a tab's content: choices, filter, export. */
export function TabBar({ children, filter, table, fileName, exports = [], end }: TabBarProps): ReactElement {
  const saving = useSaveFile();
  const entries: MenuEntry[] = exports.map(({ id, title, make }) => ({ id, title, onSelect: () => saving.save(make) }));
  if (table !== undefined) {
    if (entries.length > 0) entries.push('separator');
    entries.push(
      {
        id: 'csv',
        title: 'Table as CSV',
        onSelect: () => saving.save(() => textContent(`${fileName}.csv`, 'text/csv', toCsv(table()))),
      },
      {
        id: 'json',
        title: 'Table as JSON',
        onSelect: () => saving.save(() => textContent(`${fileName}.json`, 'application/json', toJson(table()))),
      },
      {
        id: 'copy',
        title: 'Copy the table',
        onSelect: () =>
          void navigator.clipboard.writeText(toTabs(table())).then(
            () => showDone({ title: 'The table is in the clipboard.' }),
            () => undefined,
          ),
      },
    );
  }
  return (
    <>
      <div className="recording-bar">
        {children}
        {filter === undefined ? undefined : (
          <span className="recording-bar-filter">
            <TextField
              label={filter.label}
              isLabelHidden
              placeholder={filter.label}
              icon={Search}
              type="search"
              value={filter.value}
              onChange={filter.onChange}
              onEscape={() => filter.onChange('')}
              suffix={filter.suffix}
            />
          </span>
        )}
        <span className="recording-bar-end">
          {end}
          {entries.length === 0 ? undefined : (
            <Menu
              label="Export"
              placement="bottom end"
              entries={entries}
              trigger={<IconButton icon={Download} label="Export" isBusy={saving.isSaving} />}
            />
          )}
        </span>
      </div>
      {saving.problem === undefined ? undefined : (
        <ErrorNotice title="Nothing was saved." fact={saving.problem.message} onDismiss={saving.dismiss} />
      )}
    </>
  );
}
