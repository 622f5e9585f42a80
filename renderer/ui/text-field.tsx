import type { ReactElement, ReactNode, Ref } from 'react';
import { Group, Input, TextField as AriaTextField } from 'react-aria-components';

import { definedProps } from './defined-props.ts';
import type { FieldProps } from './field.tsx';
import { FieldHelp, FieldLabel, fieldState } from './field.tsx';
import type { IconType } from './icons.ts';

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit?: () => void;
  /** Escape in the field, for instance to clear a filter. Not called when empty, so that Escape still closes a dialog. */
  readonly onEscape?: () => void;
  readonly placeholder?: string;
  readonly icon?: IconType;
  /** After the text: a count, a Kbd, an IconButton. */
  readonly suffix?: ReactNode;
  readonly isMono?: boolean;
  readonly autoFocus?: boolean;
  readonly type?: 'text' | 'password' | 'search';
  readonly inputRef?: Ref<HTMLInputElement>;
}

export function TextField(props: TextFieldProps): ReactElement {
  const { value, onChange, onSubmit, onEscape, icon: Icon, suffix, isMono = false, inputRef } = props;
  return (
    <AriaTextField
      className="ui-field"
      value={value}
      onChange={onChange}
      type={props.type ?? 'text'}
      {...fieldState(props)}
      {...definedProps({ autoFocus: props.autoFocus })}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && onSubmit !== undefined) onSubmit();
        else if (event.key === 'Escape' && onEscape !== undefined && value !== '') onEscape();
        else event.continuePropagation();
      }}
    >
      <FieldLabel {...props} />
      <Group className="ui-input" isInvalid={props.error !== undefined} {...(isMono ? { 'data-mono': '' } : {})}>
        {Icon === undefined ? undefined : <Icon size={14} aria-hidden />}
        <Input
          spellCheck={false}
          autoComplete="off"
          ref={inputRef}
          {...definedProps({ placeholder: props.placeholder })}
        />
        {suffix}
      </Group>
      <FieldHelp {...props} />
    </AriaTextField>
  );
}
