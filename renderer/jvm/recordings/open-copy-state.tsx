import type { ReactElement } from 'react';

import { fractionOf, isRunning, transferWords } from '../../files/index.ts';
import { Button, ErrorNotice, Progress } from '../../ui/index.ts';
import type { OpenCopy } from './use-open-copy.ts';

/** How it stands with a recording that is to be opened. Nothing otherwise. */
export function OpenCopyState({ opening }: { readonly opening: OpenCopy }): ReactElement | undefined {
  const { transfer, problem, cancel, dismiss } = opening;
  if (problem !== undefined) {
    return <ErrorNotice title="The recording was not opened." fact={problem.message} onDismiss={dismiss} />;
  }
  if (transfer === undefined || !isRunning(transfer)) return undefined;
  const { title } = transferWords(transfer);
  return (
    <div className="jvm-opening">
      <Progress
        label={`Bringing ${transfer.fileName} here`}
        detail={title}
        fraction={transfer.state === 'reading' ? fractionOf(transfer) : undefined}
      />
      <Button size="small" onPress={cancel}>
        Cancel
      </Button>
    </div>
  );
}
