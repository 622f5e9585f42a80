import { createContext, useContext, useMemo, useState, type ReactElement, type ReactNode } from 'react';

import { ManifestDialog } from './manifest-dialog.tsx';
import type { ManifestRequest } from './manifest-request.ts';

interface Manifests {
  /** Opens the dialog; nothing is changed before the person has seen the plan and agreed. */
  open(request: ManifestRequest): void;
}

const ManifestContext = createContext<Manifests | undefined>(undefined);

export function useManifests(): Manifests {
  const value = useContext(ManifestContext);
  if (value === undefined) throw new Error('There is no ManifestProvider above this component.');
  return value;
}

/** Hosts the one manifest dialog of the window. */
export function ManifestProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [request, setRequest] = useState<{ readonly number: number; readonly open: ManifestRequest | undefined }>({
    number: 0,
    open: undefined,
  });
  const value = useMemo<Manifests>(
    () => ({
      open: (open) => {
        setRequest(({ number }) => ({ number: number + 1, open }));
      },
    }),
    [],
  );
  return (
    <ManifestContext value={value}>
      {children}
      {request.open === undefined ? undefined : (
        <ManifestDialog
          key={request.number}
          {...request.open}
          onClose={() => setRequest(({ number }) => ({ number, open: undefined }))}
        />
      )}
    </ManifestContext>
  );
}
