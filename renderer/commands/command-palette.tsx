import type { KeyboardEvent, ReactElement } from 'react';
import { useState } from 'react';
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
  Text,
} from 'react-aria-components';

import { blockedItem, Kbd, Search, showControlCharacters, Spinner } from '../ui/index.ts';
import { useCommands, useShortcutText } from './action-provider.tsx';
import type { PaletteEntry } from './palette-entries.ts';
import { matchesShortcut, parseShortcut } from './shortcut.ts';
import { usePaletteEntries } from './use-palette-entries.ts';
import './command-palette.css';

export interface CommandPaletteProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The shortcut of the action that opens the palette; inside it, it closes it. */
export const paletteShortcut = 'Mod+K';

export function CommandPalette({ isOpen, onClose }: CommandPaletteProps): ReactElement {
  const { keyboard } = useCommands();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!matchesShortcut(parseShortcut(paletteShortcut), event, keyboard)) return;
    event.preventDefault();
    onClose();
  };
  return (
    <ModalOverlay
      className="ui-dialog-backdrop"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className="palette-box">
        <Dialog className="ui-dialog" aria-label="Commands">
          <div onKeyDownCapture={onKeyDown}>
            <PaletteSearch onClose={onClose} />
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function PaletteSearch({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [query, setQuery] = useState('');
  const { sections, isSearching } = usePaletteEntries(query);
  const shortcutText = useShortcutText();

  const choose = (entry: PaletteEntry): void => {
    if (entry.disabledReason !== undefined) return;
    onClose();
    entry.perform();
  };

  return (
    <Autocomplete inputValue={query} onInputChange={setQuery}>
      <SearchField
        aria-label="Go to a pod, or run a command"
        autoFocus
        className="palette-field"
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
          else event.continuePropagation();
        }}
      >
        <Search size={16} aria-hidden />
        <Input className="palette-input" placeholder="Go to a pod, or run a command" />
        {isSearching ? <Spinner /> : undefined}
      </SearchField>
      <Menu
        aria-label="Results"
        className="palette-list"
        renderEmptyState={() => <div className="palette-empty">Nothing is called that.</div>}
      >
        {sections.map(({ title, entries }) => (
          <MenuSection key={title}>
            <Header className="palette-section-title">{title}</Header>
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} shortcut={shortcutText(entry.shortcut)} onChoose={choose} />
            ))}
          </MenuSection>
        ))}
      </Menu>
      <div className="palette-foot" aria-hidden>
        <span>
          <Kbd keys="↑" /> <Kbd keys="↓" /> choose
        </span>
        <span>
          <Kbd keys="Enter" /> run
        </span>
        <span>
          <Kbd keys="Esc" /> close
        </span>
      </div>
    </Autocomplete>
  );
}

function Entry(props: {
  readonly entry: PaletteEntry;
  readonly shortcut: string | undefined;
  readonly onChoose: (entry: PaletteEntry) => void;
}): ReactElement {
  const { entry, shortcut, onChoose } = props;
  const title = showControlCharacters(entry.title);
  const beside = entry.disabledReason ?? entry.detail;
  return (
    <MenuItem
      id={entry.id}
      textValue={title}
      className="palette-entry"
      shouldCloseOnSelect={false}
      onAction={() => onChoose(entry)}
      {...(entry.disabledReason === undefined ? {} : { render: blockedItem })}
    >
      <Text slot="label" className="palette-entry-title">
        {title}
      </Text>
      <Text slot="description" className="palette-entry-detail">
        {beside === undefined ? undefined : showControlCharacters(beside)}
      </Text>
      {shortcut === undefined ? undefined : <Kbd keys={shortcut} />}
    </MenuItem>
  );
}
