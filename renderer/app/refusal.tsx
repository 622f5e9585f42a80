import type { ReactElement } from 'react';

import type { ErrorForm } from '../../preload/contract/index.ts';
import { Button, Notice } from '../ui/index.ts';

/** The core will not talk to this page, and why. */
export function Refusal({ error }: { readonly error: ErrorForm }): ReactElement {
  if (error.code === 'UNAUTHENTICATED') {
    return (
      <Notice state="bad" title="This page may not open the app.">
        <p>{error.message}</p>
        <p>
          The address stands in the terminal where Kesako was started, and each works once: so no other page and no
          other person on this machine can use your clusters.
        </p>
      </Notice>
    );
  }
  return (
    <Notice
      state="bad"
      title="The window and the core do not understand each other."
      actions={
        <Button size="small" onPress={() => window.location.reload()}>
          Load anew
        </Button>
      }
    >
      {error.message} They may be of different versions.
    </Notice>
  );
}
