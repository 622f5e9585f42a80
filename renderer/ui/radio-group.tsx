import type { ReactElement } from 'react';
import { RadioButton, RadioField, RadioGroup as AriaRadioGroup, Text } from 'react-aria-components';

import type { FieldProps } from './field.tsx';
import { FieldHelp, FieldLabel, fieldState } from './field.tsx';
import type { Option } from './option.tsx';
import { optionOf } from './option.tsx';
import './choice.css';

export interface RadioGroupProps<Id extends string = string> extends FieldProps {
  readonly options: readonly Option<Id>[];
  readonly value: Id | undefined;
  readonly onChange: (id: Id) => void;
}

export function RadioGroup<Id extends string>(props: RadioGroupProps<Id>): ReactElement {
  const { options, value, onChange } = props;
  return (
    <AriaRadioGroup
      className="ui-field"
      value={value ?? null}
      onChange={(key) => {
        const option = optionOf(options, key);
        if (option !== undefined) onChange(option.id);
      }}
      {...fieldState(props)}
    >
      <FieldLabel {...props} />
      <div className="ui-radio-group">
        {options.map(({ id, title, description, disabledReason }) => (
          <RadioField key={id} value={id} className="ui-choice-field" isDisabled={disabledReason !== undefined}>
            <RadioButton className="ui-choice">
              <span className="ui-choice-mark" data-round="" />
              <span>{title}</span>
            </RadioButton>
            {(disabledReason ?? description) === undefined ? undefined : (
              <Text slot="description" className="ui-choice-description">
                {disabledReason ?? description}
              </Text>
            )}
          </RadioField>
        ))}
      </div>
      <FieldHelp {...props} />
    </AriaRadioGroup>
  );
}
