import { useMemo, useState, type ReactElement } from 'react';

import type { FileEntry, FileRef } from '../../preload/contract/index.ts';
import { Button, Pencil } from '../ui/index.ts';
import { EditDialog, type EditDialogProps } from './edit-dialog.tsx';
import { editableText } from './edit-text.ts';
import type { FileRange } from './use-file-range.ts';

export interface Editing {
  /** The running process whose file it is, by name. */
  readonly application: string;
  /** Why nothing may be changed here. */
  readonly problem: string | undefined;
  readonly onChanged: () => void;
}

export interface EditButtonProps extends Editing {
  readonly file: FileRef;
  readonly entry: FileEntry | undefined;
  readonly head: FileRange;
}

/** There for every text; where it cannot be changed it says why. */
export function EditButton({ file, entry, head, application, problem, onChanged }: EditButtonProps): ReactElement {
  // What is being changed is what was read when it began, whatever is read meanwhile.
  const [begun, setBegun] = useState<Pick<EditDialogProps, 'before' | 'text' | 'lineEnd'>>();
  const editable = useMemo(() => editableText(head.bytes, head.sizeBytes), [head]);
  const linkProblem = entry?.type === 'link' ? 'This is a link: open the file that it leads to.' : undefined;
  return (
    <>
      <Button
        size="small"
        icon={Pencil}
        disabledReason={problem ?? linkProblem ?? editable.reason}
        onPress={() => {
          if (editable.reason === undefined) setBegun({ before: head, text: editable.text, lineEnd: editable.lineEnd });
        }}
      >
        Edit…
      </Button>
      {begun === undefined ? undefined : (
        <EditDialog
          {...begun}
          file={file}
          application={application}
          onClose={() => setBegun(undefined)}
          onDone={onChanged}
        />
      )}
    </>
  );
}
