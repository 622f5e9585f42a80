import type { ReactElement } from 'react';

import { ConfirmDialog, InertText } from '../ui/index.ts';
import type { Paste } from './paste.ts';

/** What a person can judge at a glance. */
const PREVIEW_CHARACTERS = 2_000;

export interface PasteDialogProps {
  readonly paste: Paste;
  readonly label: string;
  readonly contextColor: number;
  readonly onPaste: () => void;
  readonly onClose: () => void;
}

export function PasteDialog({ paste, label, contextColor, onPaste, onClose }: PasteDialogProps): ReactElement {
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      onConfirm={onPaste}
      title={paste.lines > 1 ? `Paste ${paste.lines} lines?` : `Paste ${paste.text.length} characters?`}
      confirmLabel="Paste"
      contextColor={contextColor}
    >
      <p>
        It is typed into <strong>{label}</strong>; a shell may run each line as it comes.
      </p>
      {paste.removed > 0 ? (
        <p className="terminal-warning">
          {paste.removed} control {paste.removed === 1 ? 'character was' : 'characters were'} taken out.
        </p>
      ) : undefined}
      {paste.cut ? (
        <p className="terminal-warning">It is too long: only the first million characters are pasted.</p>
      ) : undefined}
      <pre className="terminal-paste-preview" tabIndex={0}>
        <InertText text={paste.text.slice(0, PREVIEW_CHARACTERS)} />
        {paste.text.length > PREVIEW_CHARACTERS ? '\n…' : ''}
      </pre>
    </ConfirmDialog>
  );
}
