import { useState, type ReactElement } from 'react';

import { Button, Dialog, Notice, Select, TextField } from '../../ui/index.ts';
import type { RootPlace } from '../files-place.ts';
import { jumpTarget } from '../jump-target.ts';
import { choiceOptions, otherChoice, placeId, rootOf, type ProcessChoice } from '../process-choice.ts';

export interface CompareDialogProps {
  readonly here: RootPlace;
  readonly choices: readonly ProcessChoice[];
  readonly onClose: () => void;
  readonly onCompare: (other: RootPlace) => void;
}

/** With which root of the pod, and with which path in it. */
export function CompareDialog({ here, choices, onClose, onCompare }: CompareDialogProps): ReactElement {
  const options = choiceOptions(choices, here);
  const [chosen, setChosen] = useState(() => {
    const other = otherChoice(choices, here);
    return placeId(other === undefined ? here : rootOf(other));
  });
  const [typed, setTyped] = useState(here.path);
  const choice = choices.find((other) => placeId(rootOf(other)) === chosen);
  // Untouched it is what it is: what looks like the line of a log can belong to a name.
  const path = typed === here.path ? typed : jumpTarget(typed, '/');
  const root = choice === undefined ? here : rootOf(choice);
  const other = path === undefined ? undefined : { container: root.container, pid: root.pid, path };
  const problem =
    other === undefined
      ? 'A path is missing.'
      : placeId(here) === placeId(other) && here.path === other.path
        ? 'It is the same place: choose another process or path.'
        : undefined;
  const act = (): void => {
    if (other !== undefined && problem === undefined) onCompare(other);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Compare ${here.path}`}
      subtitle="By type, mode, owner, size, where a link points, and SHA-256. Nothing is changed or copied."
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" disabledReason={problem} onPress={act}>
            Compare
          </Button>
        </>
      }
    >
      <Select label="With the files of" value={chosen} onChange={setChosen} options={options} />
      <TextField label="Path there" isMono value={typed} onChange={setTyped} onSubmit={act} />
      {choices.some((one) => placeId(rootOf(one)) !== placeId(here)) ? undefined : (
        <Notice>
          No other process’s files can be reached from here: a debug container whose target is another container reaches
          that one’s.
        </Notice>
      )}
    </Dialog>
  );
}
