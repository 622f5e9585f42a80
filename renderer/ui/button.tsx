import type { ReactElement, ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components';

import { definedProps } from './defined-props.ts';
import type { IconType } from './icons.ts';
import { Spinner } from './spinner.tsx';
import { Tooltip } from './tooltip.tsx';
import './button.css';

export type ButtonVariant = 'primary' | 'default' | 'quiet' | 'danger';
export type ButtonSize = 'normal' | 'small';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly icon?: IconType;
  readonly onPress?: () => void;
  /**
   * Why the button cannot work now. It then stays in place and focusable and says this on hover and focus; a button that
   * vanishes, or is grey without a word, leaves people guessing.
   */
  readonly disabledReason?: string | undefined;
  /** Running: the button keeps its place and ignores presses. */
  readonly isBusy?: boolean;
  readonly isPressed?: boolean;
  readonly tooltip?: ReactNode;
  readonly type?: 'button' | 'submit';
  readonly autoFocus?: boolean;
  readonly 'aria-label'?: string;
  readonly ref?: Ref<HTMLButtonElement>;
  /** Set by IconButton: a square without text. */
  readonly isIconOnly?: boolean;
}

export function Button(props: ButtonProps): ReactElement {
  const { children, variant = 'default', size = 'normal', icon: Icon, disabledReason, isBusy = false, ref } = props;
  const isDisabled = disabledReason !== undefined;
  const onPress = isDisabled || isBusy ? undefined : props.onPress;
  const button = (
    <AriaButton
      className="ui-button"
      data-variant={variant}
      data-size={size}
      ref={ref}
      type={isDisabled ? 'button' : (props.type ?? 'button')}
      {...definedProps({
        onPress,
        autoFocus: props.autoFocus,
        'aria-label': props['aria-label'],
        'aria-disabled': isDisabled || undefined,
        'aria-busy': isBusy || undefined,
        'aria-pressed': props.isPressed,
        'data-icon-only': props.isIconOnly === true ? '' : undefined,
      })}
    >
      {isBusy ? <Spinner /> : undefined}
      {Icon !== undefined && !isBusy ? <Icon size={size === 'small' ? 14 : 16} aria-hidden /> : undefined}
      {isBusy && props.isIconOnly === true ? undefined : children}
    </AriaButton>
  );
  const hint = disabledReason ?? props.tooltip;
  if (hint === undefined) return button;
  return (
    <Tooltip content={hint} delayMs={isDisabled ? 150 : 400}>
      {button}
    </Tooltip>
  );
}
