import { useState, type ReactElement } from 'react';

import { useActions } from '../../commands/index.ts';
import type { FilesPlace, RootPlace } from '../files-place.ts';
import type { ProcessChoice } from '../process-choice.ts';
import { CompareDialog } from './compare-dialog.tsx';

export interface CompareDialogState {
  /** A path of the root that is looked at. */
  readonly ask: (path: string) => void;
  readonly dialog: ReactElement | undefined;
}

/** Asks what a path is to be compared with, and goes there. `path` is what the palette and the key mean. */
export function useCompareDialog(options: {
  readonly at: FilesPlace;
  readonly path: string;
  readonly choices: readonly ProcessChoice[];
  readonly onGo: (place: FilesPlace, replace: boolean) => void;
}): CompareDialogState {
  const { at, path, choices, onGo } = options;
  const { container, pid } = at;
  const [here, setHere] = useState<RootPlace>();
  const ask = (asked: string): void => setHere({ container, pid, path: asked });
  useActions([
    {
      id: 'files.compare',
      title: 'Compare with another container’s files…',
      section: 'Files',
      shortcut: 'Mod+Shift+E',
      keywords: ['diff', 'difference', path],
      perform: () => ask(path),
    },
  ]);
  return {
    ask,
    dialog:
      here === undefined ? undefined : (
        <CompareDialog
          here={here}
          choices={choices}
          onClose={() => setHere(undefined)}
          onCompare={(comparedWith) => {
            setHere(undefined);
            onGo({ ...here, comparedWith }, false);
          }}
        />
      ),
  };
}
