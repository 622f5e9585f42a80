import type { ReactElement } from 'react';
import { Button as AriaButton, Popover as AriaPopover, Select as AriaSelect, SelectValue } from 'react-aria-components';

import type { FieldProps } from './field.tsx';
import { FieldHelp, FieldLabel, fieldState } from './field.tsx';
import { ChevronsUpDown } from './icons.ts';
import type { Option } from './option.tsx';
import { OptionList, optionOf } from './option.tsx';
import './button.css';
import './menu.css';

export interface SelectProps<Id extends string = string> extends FieldProps {
  readonly options: readonly Option<Id>[];
  readonly value: Id | undefined;
  readonly onChange: (id: Id) => void;
  readonly placeholder?: string;
}

export function Select<Id extends string>(props: SelectProps<Id>): ReactElement {
  const { options, value, onChange } = props;
  const chosen = options.find(({ id }) => id === value);
  return (
    <AriaSelect
      className="ui-field"
      value={value ?? null}
      onChange={(key) => {
        const option = optionOf(options, key);
        if (option !== undefined) onChange(option.id);
      }}
      {...fieldState(props)}
    >
      <FieldLabel {...props} />
      <AriaButton className="ui-button ui-select-button">
        <SelectValue className="ui-select-value">{chosen?.title ?? props.placeholder ?? 'Choose…'}</SelectValue>
        <ChevronsUpDown size={14} aria-hidden />
      </AriaButton>
      <FieldHelp {...props} />
      <AriaPopover className="ui-popover" offset={4}>
        <OptionList options={options} emptyText="Nothing to choose from" />
      </AriaPopover>
    </AriaSelect>
  );
}
