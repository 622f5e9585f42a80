import type { ReactElement, ReactNode } from 'react';
import { useState } from 'react';

import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { TextField } from './text-field.tsx';

export interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
  readonly title: string;
  /** What will change, in words or as a diff. */
  readonly children: ReactNode;
  /** The verb: *Delete pod*, never *OK*. */
  readonly confirmLabel: string;
  readonly isDangerous?: boolean;
  readonly isBusy?: boolean;
  readonly contextColor?: number | undefined;
  /** For a protected context: its name, which then has to be typed. */
  readonly typedConfirmation?: string | undefined;
}

export function ConfirmDialog(props: ConfirmDialogProps): ReactElement {
  const { onClose, onConfirm, isBusy = false, isDangerous = false, typedConfirmation } = props;
  const [typed, setTyped] = useState('');
  const isMissing = typedConfirmation !== undefined && typed !== typedConfirmation;
  const close = (): void => {
    setTyped('');
    onClose();
  };
  const confirm = (): void => {
    if (isMissing || isBusy) return;
    setTyped('');
    onConfirm();
  };
  return (
    <Dialog
      isOpen={props.isOpen}
      onClose={close}
      title={props.title}
      contextColor={props.contextColor}
      isLocked={isBusy}
      role="alertdialog"
      footer={
        <>
          <Button onPress={close} autoFocus={typedConfirmation === undefined}>
            Cancel
          </Button>
          <Button
            variant={isDangerous ? 'danger' : 'primary'}
            onPress={confirm}
            isBusy={isBusy}
            disabledReason={isMissing ? `Type ${typedConfirmation} first.` : undefined}
          >
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      <div>{props.children}</div>
      {typedConfirmation === undefined ? undefined : (
        <TextField
          label={`This context is protected. Type ${typedConfirmation} to go on.`}
          value={typed}
          onChange={setTyped}
          onSubmit={confirm}
          isMono
          autoFocus
        />
      )}
    </Dialog>
  );
}
