import type { ReactElement, ReactNode } from 'react';
import { CheckboxButton, CheckboxField, Text } from 'react-aria-components';

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
    <CheckboxField
      className="ui-choice-field"
      isSelected={props.isSelected}
      isIndeterminate={isIndeterminate}
      isDisabled={isDisabled}
      onChange={props.onChange}
    >
      <CheckboxButton className="ui-choice">
        <span className="ui-choice-mark">
          {isIndeterminate ? (
            <Minus size={12} strokeWidth={3} aria-hidden />
          ) : (
            <Check size={12} strokeWidth={3} aria-hidden />
          )}
        </span>
        <span>{props.children}</span>
      </CheckboxButton>
      {props.description === undefined ? undefined : (
        <Text slot="description" className="ui-choice-description">
          {props.description}
        </Text>
      )}
    </CheckboxField>
  );
}
