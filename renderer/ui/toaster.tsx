import type { ReactElement } from 'react';
import { Toaster as SonnerToaster, toast } from 'sonner';

import { CircleCheck } from './icons.ts';
import './toaster.css';

/** Once, at the root of the window. */
export function Toaster(): ReactElement {
  return <SonnerToaster position="bottom-right" offset={16} gap={8} visibleToasts={4} />;
}

export interface DoneToast {
  readonly title: string;
  readonly detail?: string;
}

/** Only for what is done and needs nothing. What failed is an ErrorNotice next to what it is about. */
export function showDone({ title, detail }: DoneToast): void {
  toast.custom(
    () => (
      <div className="ui-toast">
        <CircleCheck size={14} aria-hidden />
        <div>
          {title}
          {detail === undefined ? undefined : <div className="ui-toast-detail">{detail}</div>}
        </div>
      </div>
    ),
    { duration: 4_000 },
  );
}
