import type { ReactElement, ReactNode } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components';

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
    <AriaSwitch
      className="ui-choice ui-switch"
      isSelected={props.isSelected}
      isDisabled={props.isDisabled ?? false}
      onChange={props.onChange}
    >
      <span className="ui-switch-track" />
      <span>{props.children}</span>
      {props.description === undefined ? undefined : <span className="ui-choice-description">{props.description}</span>}
    </AriaSwitch>
  );
}
