import type { ReactElement, ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components';

import { Check, Minus } from './icons.ts';
import './choice.css';

export interface CheckboxProps {
  readonly children: ReactNode;
  readonly description?: ReactNode;
  readonly isSelected: boolean;
  readonly isIndeterminate?: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
}

export function Checkbox(props: CheckboxProps): ReactElement {
  const { isIndeterminate = false, isDisabled = false } = props;
  return (
    <AriaCheckbox
      className="ui-choice"
      isSelected={props.isSelected}
      isIndeterminate={isIndeterminate}
      isDisabled={isDisabled}
      onChange={props.onChange}
    >
      <span className="ui-choice-mark">
        {isIndeterminate ? (
          <Minus size={12} strokeWidth={3} aria-hidden />
        ) : (
          <Check size={12} strokeWidth={3} aria-hidden />
        )}
      </span>
      <span>{props.children}</span>
      {props.description === undefined ? undefined : <span className="ui-choice-description">{props.description}</span>}
    </AriaCheckbox>
  );
}
