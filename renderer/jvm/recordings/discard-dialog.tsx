import type { ReactElement } from 'react';

import type { ProcessRef } from '../../../preload/contract/index.ts';
import { useContextLook } from '../../contexts/index.ts';
import { CodeBlock, ConfirmDialog, InertText } from '../../ui/index.ts';

export function DiscardDialog(props: {
  readonly process: ProcessRef;
  readonly name: string;
  readonly onDiscard: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const { process, name, onDiscard, onClose } = props;
  const look = useContextLook(process.context);
  return (
    <ConfirmDialog
      isOpen
      isDangerous
      onClose={onClose}
      onConfirm={onDiscard}
      title="Stop this recording and keep nothing?"
      confirmLabel="Discard recording"
      contextColor={look.color}
      typedConfirmation={look.isProtected ? process.context : undefined}
    >
      <p>
        What <InertText text={name} /> has recorded so far cannot be brought back.
      </p>
      <CodeBlock
        label="The same in a terminal"
        prompt="$"
        text={`jcmd ${process.pid} JFR.stop name=${name} filename=/dev/null`}
      />
    </ConfirmDialog>
  );
}
