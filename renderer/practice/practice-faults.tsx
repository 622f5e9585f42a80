import { useState, type ReactElement } from 'react';

import { useActions } from '../commands/index.ts';
import { FaultsDialog } from './faults-dialog.tsx';
import { usePractice } from './practice-provider.tsx';

/** For developers of the app: only the palette leads here, and only while the practice cluster runs. */
export function PracticeFaults(): ReactElement | undefined {
  const { status } = usePractice();
  const [isOpen, setOpen] = useState(false);
  const isRunning = status?.state === 'running';
  useActions(
    isRunning
      ? [
          {
            id: 'practice.fault',
            title: 'Make the practice cluster go wrong…',
            section: 'Developer',
            keywords: ['fault', 'error', 'test'],
            perform: () => setOpen(true),
          },
        ]
      : [],
  );
  return isOpen && isRunning ? <FaultsDialog onClose={() => setOpen(false)} /> : undefined;
}
