import type { ReactElement, ReactNode } from 'react';

import type { ButtonProps } from './button.tsx';
import { Button } from './button.tsx';
import type { IconType } from './icons.ts';

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon' | 'aria-label' | 'isIconOnly'> {
  readonly icon: IconType;
  /** What it does: read aloud, and shown as tooltip. */
  readonly label: string;
  readonly tooltip?: ReactNode;
}

export function IconButton({ icon, label, tooltip, variant = 'quiet', ...rest }: IconButtonProps): ReactElement {
  return (
    <Button {...rest} variant={variant} icon={icon} aria-label={label} tooltip={tooltip ?? label} isIconOnly>
      {undefined}
    </Button>
  );
}
