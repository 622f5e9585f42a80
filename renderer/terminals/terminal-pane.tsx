import { useEffect, useState, type ReactElement } from 'react';

import type { ContainerRef, TerminalInfo } from '../../preload/contract/index.ts';
import { useContextLook } from '../contexts/index.ts';
import { LinkDialog } from './link-dialog.tsx';
import { PasteDialog } from './paste-dialog.tsx';
import type { Paste } from './paste.ts';
import { TerminalSearch } from './terminal-search.tsx';
import { TerminalStatus } from './terminal-status.tsx';
import { sourceFullLabel, sourceLabel } from './terminal-words.ts';
import { useEmulator } from './use-emulator.ts';

export interface TerminalPaneProps {
  readonly info: TerminalInfo;
  readonly isVisible: boolean;
  readonly isScreenReader: boolean;
  /** Takes the keyboard whenever this grows; 0 on a page that has just been loaded, which takes nothing. */
  readonly focusRequest: number;
  /** Shown above the grid when several are side by side. */
  readonly hasHeader: boolean;
  readonly onRetry: () => void;
  readonly onClose: () => void;
  readonly onDebug: ((container: ContainerRef) => void) | undefined;
}

export function TerminalPane(props: TerminalPaneProps): ReactElement {
  const { info, isVisible, isScreenReader, focusRequest } = props;
  const { color } = useContextLook(info.source.context);
  const [title, setTitle] = useState('');
  const [link, setLink] = useState<string>();
  const [searching, setSearching] = useState(false);
  const [paste, setPaste] = useState<{ readonly paste: Paste; readonly type: () => void }>();
  const { element, emulator, problem } = useEmulator(info.id, {
    onTitle: setTitle,
    onLink: setLink,
    onSearch: () => setSearching(true),
    onAskPaste: (asked, type) => setPaste({ paste: asked, type }),
  });

  useEffect(() => {
    emulator?.setVisible(isVisible);
    if (isVisible && focusRequest > 0) emulator?.focus();
  }, [emulator, isVisible, focusRequest]);
  const isEnded = info.state.state === 'ended';
  useEffect(() => {
    if (isEnded) emulator?.end();
  }, [emulator, isEnded]);
  useEffect(() => emulator?.setScreenReader(isScreenReader), [emulator, isScreenReader]);

  return (
    <section className="terminal-pane" aria-label={sourceFullLabel(info.source)} data-context-color={color}>
      {props.hasHeader || title !== '' ? (
        <header className="terminal-pane-header" title={sourceFullLabel(info.source)}>
          <span className="terminal-square" aria-hidden />
          {sourceLabel(info.source)}
          {title === '' ? undefined : <span className="terminal-title">{title}</span>}
        </header>
      ) : undefined}
      <TerminalStatus
        info={info}
        problem={problem}
        onRetry={props.onRetry}
        onClose={props.onClose}
        onDebug={props.onDebug}
      />
      <div className="terminal-grid" ref={element} />
      {searching && emulator !== undefined ? (
        <TerminalSearch
          search={emulator.search}
          onClose={() => {
            setSearching(false);
            emulator.focus();
          }}
        />
      ) : undefined}
      {link === undefined ? undefined : <LinkDialog url={link} onClose={() => setLink(undefined)} />}
      {paste === undefined ? undefined : (
        <PasteDialog
          paste={paste.paste}
          label={sourceLabel(info.source)}
          contextColor={color}
          onClose={() => {
            setPaste(undefined);
            emulator?.focus();
          }}
          onPaste={() => {
            setPaste(undefined);
            paste.type();
            emulator?.focus();
          }}
        />
      )}
    </section>
  );
}
