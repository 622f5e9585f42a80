import type { ReactElement, ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

import { definedProps } from './defined-props.ts';
import { IconButton } from './icon-button.tsx';
import { X } from './icons.ts';
import './dialog.css';

export interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly children: ReactNode;
  /** Buttons, the one that acts last. Wrap what belongs on the left in a `ui-dialog-footer-start` span. */
  readonly footer?: ReactNode;
  /** The colour of the context it acts on (0–9), as a strip along the top. */
  readonly contextColor?: number | undefined;
  readonly size?: 'small' | 'medium' | 'large';
  /** While something runs that must not be left behind unseen: Escape and a click outside do nothing. */
  readonly isLocked?: boolean;
  readonly role?: 'dialog' | 'alertdialog';
}

export function Dialog(props: DialogProps): ReactElement {
  const { isOpen, onClose, title, subtitle, children, footer, size = 'medium', isLocked = false } = props;
  return (
    <ModalOverlay
      className="ui-dialog-backdrop"
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={!isLocked}
      isKeyboardDismissDisabled={isLocked}
    >
      <Modal className="ui-dialog-box" data-size={size} {...definedProps({ 'data-context-color': props.contextColor })}>
        <AriaDialog className="ui-dialog" role={props.role ?? 'dialog'}>
          <header className="ui-dialog-header">
            <div className="ui-dialog-titles">
              <Heading slot="title" className="ui-dialog-title">
                {title}
              </Heading>
              {subtitle === undefined ? undefined : <div className="ui-dialog-subtitle">{subtitle}</div>}
            </div>
            <IconButton
              icon={X}
              label="Close"
              onPress={onClose}
              disabledReason={isLocked ? 'Wait until this is done, or cancel it.' : undefined}
            />
          </header>
          <div className="ui-dialog-body">{children}</div>
          {footer === undefined ? undefined : <footer className="ui-dialog-footer">{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
