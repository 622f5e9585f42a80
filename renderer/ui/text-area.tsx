import type { ReactElement } from 'react';
import { TextArea as AriaTextArea, TextField as AriaTextField } from 'react-aria-components';

import { definedProps } from './defined-props.ts';
import type { FieldProps } from './field.tsx';
import { FieldHelp, FieldLabel, fieldState } from './field.tsx';

export interface TextAreaProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly rows?: number;
  readonly isMono?: boolean;
}

export function TextArea(props: TextAreaProps): ReactElement {
  return (
    <AriaTextField className="ui-field" value={props.value} onChange={props.onChange} {...fieldState(props)}>
      <FieldLabel {...props} />
      <AriaTextArea
        className="ui-input"
        rows={props.rows ?? 4}
        spellCheck={false}
        {...definedProps({
          placeholder: props.placeholder,
          'data-mono': props.isMono === true ? '' : undefined,
        })}
      />
      <FieldHelp {...props} />
    </AriaTextField>
  );
}
