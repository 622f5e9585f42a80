import type { ReactElement } from 'react';
import { Button as AriaButton, Group, Input, NumberField as AriaNumberField } from 'react-aria-components';

import { definedProps } from './defined-props.ts';
import type { FieldProps } from './field.tsx';
import { FieldHelp, FieldLabel, fieldState } from './field.tsx';
import { Minus, Plus } from './icons.ts';

export interface NumberFieldProps extends FieldProps {
  /** Undefined while the field is empty. */
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly step?: number;
  /** After the number: `s`, `MiB`. */
  readonly unit?: string;
}

export function NumberField(props: NumberFieldProps): ReactElement {
  return (
    <AriaNumberField
      className="ui-field"
      value={props.value ?? Number.NaN}
      onChange={(value) => props.onChange(Number.isNaN(value) ? undefined : value)}
      formatOptions={{ useGrouping: false }}
      {...fieldState(props)}
      {...definedProps({ minValue: props.minimum, maxValue: props.maximum, step: props.step })}
    >
      <FieldLabel {...props} />
      <Group className="ui-input">
        <Input />
        {props.unit === undefined ? undefined : <span className="ui-field-description">{props.unit}</span>}
        <AriaButton slot="decrement" className="ui-input-button">
          <Minus size={12} aria-hidden />
        </AriaButton>
        <AriaButton slot="increment" className="ui-input-button">
          <Plus size={12} aria-hidden />
        </AriaButton>
      </Group>
      <FieldHelp {...props} />
    </AriaNumberField>
  );
}
