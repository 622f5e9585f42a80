import type { ReactElement } from 'react';

import { NumberField } from '../../ui/index.ts';

export interface ExpiryFieldProps {
  readonly hours: number | undefined;
  readonly onChange: (hours: number | undefined) => void;
  readonly error: string | undefined;
}

/** When a pod that the app makes ends by itself. */
export function ExpiryField({ hours, onChange, error }: ExpiryFieldProps): ReactElement {
  return (
    <NumberField
      label="Containers end after"
      unit="h"
      minimum={0.1}
      maximum={168}
      value={hours}
      onChange={onChange}
      error={error}
      description="Kept by Kubernetes (activeDeadlineSeconds); empty: never."
    />
  );
}
