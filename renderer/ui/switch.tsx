import type { ReactElement, ReactNode } from 'react';
import { SwitchButton, SwitchField, Text } from 'react-aria-components';

import './choice.css';

export interface SwitchProps {
  readonly children: ReactNode;
  readonly description?: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
}

export function Switch(props: SwitchProps): ReactElement {
  return (
    <SwitchField
      className="ui-choice-field ui-switch"
      isSelected={props.isSelected}
      isDisabled={props.isDisabled ?? false}
      onChange={props.onChange}
    >
      <SwitchButton className="ui-choice">
        <span className="ui-switch-track" />
        <span>{props.children}</span>
      </SwitchButton>
      {props.description === undefined ? undefined : (
        <Text slot="description" className="ui-choice-description">
          {props.description}
        </Text>
      )}
    </SwitchField>
  );
}
