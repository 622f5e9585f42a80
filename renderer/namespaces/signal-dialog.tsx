import { useState, type ReactElement } from 'react';

import { SIGNALS, toAppError, type PodDetail, type PodRef, type SignalName } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import { useContextLook } from '../contexts/index.ts';
import { ConfirmDialog, ErrorNotice, InertText, KubectlLine, Notice, Select, showDone } from '../ui/index.ts';
import { kubectlExec } from './kubectl-exec.ts';
import type { ProcessNode } from './process-tree.ts';
import { commandWords } from './process-words.ts';
import { SIGNAL_WORDS, signalWarnings } from './signal-effect.ts';

export interface SignalDialogProps {
  readonly pod: PodRef;
  readonly detail: PodDetail;
  readonly node: ProcessNode;
  readonly onClose: () => void;
}

/** What the signal is and what else it would end, before it is sent. */
export function SignalDialog({ pod, detail, node, onClose }: SignalDialogProps): ReactElement {
  const api = useApi();
  const look = useContextLook(pod.context);
  const [signal, setSignal] = useState<SignalName>('TERM');
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { process, seenFrom } = node;
  const warnings = signalWarnings(signal, process, seenFrom, detail);
  const send = async (): Promise<void> => {
    setIsBusy(true);
    setProblem(undefined);
    try {
      const { pid, startedTicks } = process;
      await api.namespaces.signal({ ...pod, container: seenFrom, pid, startedTicks, signal });
      showDone({ title: `SIG${signal} sent to process ${String(pid)}` });
      onClose();
    } catch (error) {
      setProblem(toAppError(error).message);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      onConfirm={() => void send()}
      title={`Signal process ${String(process.pid)}`}
      confirmLabel={`Send SIG${signal}`}
      isDangerous={warnings.length > 0}
      isBusy={isBusy}
      contextColor={look.color}
      typedConfirmation={look.isProtected ? pod.context : undefined}
    >
      <div className="signal-form">
        <p className="signal-command">
          <InertText text={commandWords(process)} />
        </p>
        <Select
          label="Signal"
          options={SIGNALS.map((name) => ({ id: name, title: `SIG${name}`, description: SIGNAL_WORDS[name] }))}
          value={signal}
          onChange={setSignal}
        />
        {warnings.length === 0 ? undefined : (
          <Notice state="waiting">
            {warnings.map((warning) => (
              <p key={warning}>{warning}</p>
            ))}
          </Notice>
        )}
        <KubectlLine command={kubectlExec(pod, seenFrom, ['kill', '-s', signal, String(process.pid)])} />
        {problem === undefined ? undefined : <ErrorNotice title="The signal was not sent." fact={problem} />}
      </div>
    </ConfirmDialog>
  );
}
