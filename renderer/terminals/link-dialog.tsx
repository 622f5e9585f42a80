import { useState, type ReactElement } from 'react';

import { toAppError } from '../../preload/contract/index.ts';
import { useApi, useHost } from '../bridge/index.ts';
import { ConfirmDialog, InertText } from '../ui/index.ts';
import { externalLink } from './external-link.ts';

export interface LinkDialogProps {
  readonly url: string;
  readonly onClose: () => void;
}

/** A program printed the link: the person sees where it really leads before anything opens. */
export function LinkDialog({ url, onClose }: LinkDialogProps): ReactElement {
  const api = useApi();
  const host = useHost();
  const [problem, setProblem] = useState<string>();
  const link = externalLink(url);
  const open = (target: string): void => {
    if (host.has('openExternal')) {
      api.host.openExternal({ url: target }).then(onClose, (error: unknown) => setProblem(toAppError(error).message));
      return;
    }
    window.open(target, '_blank', 'noopener,noreferrer');
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      onConfirm={() => {
        if (link === undefined) onClose();
        else open(link.href);
      }}
      title={link === undefined ? 'This link cannot be opened' : `Open ${link.host} in the browser?`}
      confirmLabel={link === undefined ? 'Close' : 'Open link'}
    >
      <p>
        {link === undefined ? 'Only http and https links are opened.' : 'It was printed by a program in the terminal.'}
      </p>
      <pre className="terminal-paste-preview">
        <InertText text={link?.href ?? url} />
      </pre>
      {problem === undefined ? undefined : <p className="terminal-warning">{problem}</p>}
    </ConfirmDialog>
  );
}
