import type { SearchAddon } from '@xterm/addon-search';
import { useEffect, useState, type ReactElement } from 'react';

import { ArrowDown, ArrowUp, IconButton, TextField, X } from '../ui/index.ts';

export interface TerminalSearchProps {
  readonly search: SearchAddon;
  readonly onClose: () => void;
}

export function TerminalSearch({ search, onClose }: TerminalSearchProps): ReactElement {
  const [text, setText] = useState('');
  const [found, setFound] = useState(true);
  useEffect(() => () => search.clearDecorations(), [search]);
  const find = (wanted: string): void => {
    setText(wanted);
    setFound(wanted === '' || search.findPrevious(wanted));
  };
  return (
    <div
      className="terminal-search"
      role="search"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <TextField
        label="Search the terminal"
        isLabelHidden
        value={text}
        onChange={find}
        onSubmit={() => setFound(search.findPrevious(text))}
        onEscape={onClose}
        placeholder="Search"
        autoFocus
      />
      <span className="terminal-search-result" role="status">
        {found ? '' : 'not found'}
      </span>
      <IconButton
        size="small"
        icon={ArrowUp}
        label="Previous match"
        onPress={() => setFound(search.findPrevious(text))}
      />
      <IconButton size="small" icon={ArrowDown} label="Next match" onPress={() => setFound(search.findNext(text))} />
      <IconButton size="small" icon={X} label="Close search" onPress={onClose} />
    </div>
  );
}
