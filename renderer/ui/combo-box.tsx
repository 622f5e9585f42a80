import type { ReactElement } from 'react';
import {
  Button as AriaButton,
  ComboBox as AriaComboBox,
  Group,
  Input,
  Popover as AriaPopover,
} from 'react-aria-components';

import { definedProps } from './defined-props.ts';
import type { FieldProps } from './field.tsx';
import { FieldHelp, FieldLabel, fieldState } from './field.tsx';
import { ChevronDown } from './icons.ts';
import type { Option } from './option.tsx';
import { OptionList } from './option.tsx';
import './menu.css';

export interface ComboBoxProps extends FieldProps {
  /** What is offered; the text itself need not be among them. */
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly isMono?: boolean;
  /** More may be offered in a moment: the list stays open for it. */
  readonly isLoading?: boolean;
}

/** Free text with suggestions: an image name, a container name. */
export function ComboBox(props: ComboBoxProps): ReactElement {
  const { options, value, onChange, isLoading = false } = props;
  return (
    <AriaComboBox
      className="ui-field"
      allowsCustomValue
      menuTrigger="focus"
      // An empty list closes, and would not open again when its options come.
      allowsEmptyCollection={isLoading}
      inputValue={value}
      onInputChange={onChange}
      {...fieldState(props)}
    >
      <FieldLabel {...props} />
      <Group className="ui-input" {...(props.isMono === true ? { 'data-mono': '' } : {})}>
        <Input spellCheck={false} {...definedProps({ placeholder: props.placeholder })} />
        <AriaButton className="ui-input-button">
          <ChevronDown size={14} aria-hidden />
        </AriaButton>
      </Group>
      <FieldHelp {...props} />
      <AriaPopover className="ui-popover" offset={4}>
        <OptionList options={options} emptyText={isLoading ? 'Looking…' : 'No suggestion'} />
      </AriaPopover>
    </AriaComboBox>
  );
}
