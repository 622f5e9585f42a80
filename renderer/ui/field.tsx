import type { ReactElement, ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';

import './field.css';

/** What every labelled field takes. */
export interface FieldProps {
  readonly label: string;
  /** For a field whose place says what it is, such as a filter: the label is then only read aloud. */
  readonly isLabelHidden?: boolean;
  readonly description?: ReactNode;
  /** What is wrong with the value, as a sentence. */
  readonly error?: string | undefined;
  readonly isDisabled?: boolean;
}

export function FieldLabel({ label, isLabelHidden = false }: FieldProps): ReactElement | undefined {
  return isLabelHidden ? undefined : <Label className="ui-field-label">{label}</Label>;
}

export function FieldHelp({ description, error }: FieldProps): ReactElement {
  return (
    <>
      {description === undefined || error !== undefined ? undefined : (
        <Text slot="description" className="ui-field-description">
          {description}
        </Text>
      )}
      <FieldError className="ui-field-error">{error}</FieldError>
    </>
  );
}

/** The props every react-aria field understands. */
export function fieldState(props: FieldProps): {
  readonly isDisabled: boolean;
  readonly isInvalid: boolean;
  readonly 'aria-label'?: string;
} {
  return {
    isDisabled: props.isDisabled ?? false,
    isInvalid: props.error !== undefined,
    ...(props.isLabelHidden === true ? { 'aria-label': props.label } : {}),
  };
}
